-- The W3C trace context of the request that made the job: its attempts belong to the same trace.
alter table jobs.job add column trace_parent text check (length(trace_parent) <= 100);

-- Who takes work, and of which kinds: our own processes (team_id is null) and the external workers of a team. It is written every
-- few seconds and means nothing after a crash, so it need not survive one.
create unlogged table jobs.worker (
    team_id uuid,
    name text not null check (length(name) between 1 and 200),
    -- As kind/step.
    steps text[] not null,
    first_seen timestamptz not null default now(),
    last_seen timestamptz not null default now(),
    unique nulls not distinct (team_id, name)
);

-- Which item an external worker's attempt is at. Items are not indexed by their fence, and need not be for workers of our own.
create table jobs.external_attempt (
    id bigint primary key,
    team_id uuid not null,
    item_id bigint not null,
    leased_at timestamptz not null default now()
);

create index external_attempt_leased_at on jobs.external_attempt using brin (leased_at) with (autosummarize = on);
