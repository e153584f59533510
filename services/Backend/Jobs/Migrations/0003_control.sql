-- Queues that people make belong to a team; those that modules declare (team_id is null) are shared by all.
alter table jobs.queue
    add column id uuid not null default gen_random_uuid(),
    add column team_id uuid,
    add column title text check (length(title) between 1 and 200),
    add column description text check (length(description) <= 2000),
    -- Finished items are not kept, and nobody is told of items, only of jobs: see the README.
    add column lean boolean not null default false,
    add column updated_at timestamptz not null default now(),
    add constraint queue_id unique (id);

create unique index queue_title on jobs.queue (team_id, title) where team_id is not null;

-- What keeps a job from being claimed, each for itself. It is open when none of them does.
alter table jobs.job
    -- Not before; null as soon as that has passed.
    add column run_after timestamptz,
    -- False in a manual queue until a person releases the job.
    add column released boolean not null default true,
    -- Unfinished jobs that this one waits for: see jobs.dependency.
    add column waiting_for int not null default 0 check (waiting_for >= 0),
    -- Besides its team's: 'provider:openai', 'key:…'. See jobs.usage_limit.
    add column limit_keys text[] not null default '{}',
    add column open boolean not null
        generated always as (state in ('pending', 'running') and released and waiting_for = 0 and run_after is null) stored;

create index job_scheduled on jobs.job (run_after) where run_after is not null and finished_at is null;
create index job_to_archive on jobs.job (finished_at) where finished_at is not null and not archived;

create table jobs.dependency (
    job_id uuid not null references jobs.job on delete cascade,
    depends_on uuid not null references jobs.job on delete cascade,
    primary key (job_id, depends_on),
    check (job_id <> depends_on)
);

create index dependency_dependents on jobs.dependency (depends_on);

-- Keys: 'team:<id>', 'provider:<name>', 'key:<id>'. A null is no limit.
create table jobs.usage_limit (
    key text primary key check (length(key) between 3 and 200),
    -- Whose it is; null: set by an administrator for everybody who uses the key.
    team_id uuid,
    max_running int check (max_running >= 0),
    per_minute int check (per_minute >= 0),
    tokens_per_minute bigint check (tokens_per_minute >= 0),
    updated_at timestamptz not null default now()
);

-- What was used, second by second, for the limits of a minute.
create table jobs.usage (
    key text not null,
    second timestamptz not null,
    started int not null default 0,
    tokens bigint not null default 0,
    primary key (key, second)
);

-- Learnt from what has finished: how long items take, for estimates and charts.
create table jobs.queue_minute (
    queue text not null,
    team_id uuid not null,
    minute timestamptz not null,
    succeeded int not null default 0,
    failed int not null default 0,
    cancelled int not null default 0,
    wait_ms_total bigint not null default 0,
    run_ms_total bigint not null default 0,
    -- Counts by duration: up to 1, 2, 4, … 2^23 ms, and longer.
    wait_histogram int[] not null default '{}',
    run_histogram int[] not null default '{}',
    primary key (queue, team_id, minute)
);

create table jobs.step_duration (
    queue text not null,
    kind text not null,
    step text not null,
    -- Exponentially weighted mean and how many items it is of.
    mean_ms double precision not null,
    samples bigint not null,
    updated_at timestamptz not null default now(),
    primary key (queue, kind, step)
);
