create schema if not exists jobs;

create table jobs.queue (
    name text primary key check (length(name) between 1 and 100),
    mode text not null default 'automatic' check (mode in ('automatic', 'manual')),
    state text not null default 'active' check (state in ('active', 'paused', 'stopped')),
    policy text not null default 'priority' check (policy in ('fifo', 'priority', 'custom')),
    max_running_items int not null check (max_running_items between 1 and 10000),
    max_running_jobs int check (max_running_jobs >= 1),
    max_items_per_job int check (max_items_per_job >= 1),
    max_attempts int not null check (max_attempts between 1 and 100),
    settings jsonb not null default '{}',
    created_at timestamptz not null default now()
);

create table jobs.job (
    id uuid primary key,
    team_id uuid not null,
    queue text not null references jobs.queue,
    kind text not null check (length(kind) between 1 and 100),
    state text not null default 'pending'
        check (state in ('pending', 'running', 'succeeded', 'failed', 'cancelled', 'partial', 'paused')),
    priority int not null check (priority between 0 and 1000000),
    -- When it is this job's turn: created_at + priority minutes, so that waiting long outweighs a low priority.
    turn_at timestamptz not null,
    config jsonb,
    created_by uuid,
    dedup_key text check (length(dedup_key) between 1 and 200),
    -- Some items wait for others: their ends have to look for successors.
    chained boolean not null,
    total_items int not null check (total_items >= 1),
    succeeded_items int not null default 0 check (succeeded_items >= 0),
    failed_items int not null default 0 check (failed_items >= 0),
    cancelled_items int not null default 0 check (cancelled_items >= 0),
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    archived boolean not null default false,
    archived_at timestamptz,
    check (succeeded_items + failed_items + cancelled_items <= total_items),
    check (archived = (archived_at is not null))
);

create unique index job_dedup on jobs.job (team_id, kind, dedup_key) where dedup_key is not null and finished_at is null;
create index job_turn on jobs.job (queue, turn_at, id) where state in ('pending', 'running');
create index job_unfinished_of_team on jobs.job (team_id, turn_at, id) where finished_at is null;
create index job_finished_of_team on jobs.job (team_id, finished_at desc, id desc) where finished_at is not null;

-- An attempt's id is its fence token: a worker whose item was given to another holds an older one.
create sequence jobs.attempt_id;

create table jobs.item (
    id bigint generated always as identity primary key,
    job_id uuid not null references jobs.job on delete cascade,
    team_id uuid not null,
    queue text not null,
    kind text not null,
    step text not null check (length(step) between 1 and 100),
    ordinal int not null,
    after_ordinal int check (after_ordinal >= 0 and after_ordinal < ordinal),
    asset_id uuid,
    state text not null check (state in ('pending', 'ready', 'leased', 'succeeded', 'failed', 'cancelled', 'paused')),
    progress int not null default 0 check (progress between 0 and 100),
    turn_at timestamptz not null,
    -- Set while a retry backs off; null: as soon as it is its turn.
    run_at timestamptz,
    attempts int not null default 0,
    max_attempts int not null,
    fence bigint,
    worker text,
    leased_at timestamptz,
    lease_until timestamptz,
    input jsonb,
    result jsonb,
    error text,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    unique (job_id, ordinal),
    check ((state = 'leased') = (lease_until is not null))
) with (fillfactor = 80);

-- All that a claim reads. Finished items are in none of these, however many are kept.
create index item_ready on jobs.item (queue, turn_at, id) where state = 'ready' and run_at is null;
create index item_ready_of_job on jobs.item (job_id, id) where state = 'ready' and run_at is null;
create index item_backing_off on jobs.item (run_at) where state = 'ready' and run_at is not null;
-- lease_until is left out, so that a heartbeat touches no index.
create index item_leased on jobs.item (queue, job_id) where state = 'leased';
create index item_successors on jobs.item (job_id, after_ordinal) where state = 'pending';

create table jobs.attempt (
    id bigint primary key,
    item_id bigint not null references jobs.item on delete cascade,
    number int not null,
    worker text not null,
    outcome text not null check (outcome in ('succeeded', 'failed', 'cancelled', 'lost', 'released')),
    error text,
    started_at timestamptz not null,
    finished_at timestamptz not null
);

create index attempt_of_item on jobs.attempt (item_id, id);
