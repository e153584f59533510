alter table jobs.job
    -- From when its waiting counts: its creation, or the time before which nothing of it was to run.
    add column waits_from timestamptz not null default now(),
    -- Others wait for it: only then does its end look for them.
    add column awaited boolean not null default false,
    -- Brought back out of the archive by a person: not archived by age again.
    add column kept boolean not null default false;

update jobs.job set waits_from = created_at;

drop index jobs.job_to_archive;
create index job_to_archive on jobs.job (finished_at) where finished_at is not null and not archived and not kept;

-- A job that is retried may end twice, and is met once.
alter table jobs.dependency add column met boolean not null default false;

-- A deleted queue keeps its row, for its finished jobs name it.
alter table jobs.queue add column deleted_at timestamptz;
drop index jobs.queue_title;
create unique index queue_title on jobs.queue (team_id, title) where team_id is not null and deleted_at is null;
