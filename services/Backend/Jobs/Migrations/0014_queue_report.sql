-- Queues for other modules to read, and of jobs also whether a person has released them.
create view jobs.queue_report as
select id as queue_id, team_id, name, coalesce(title, name) as title, mode, state, policy, max_running_items, max_running_jobs,
    description, settings, created_at, updated_at
from jobs.queue
where deleted_at is null;

create or replace view jobs.job_report as
select id as job_id, team_id, queue, kind, state, priority, config, created_by, total_items, succeeded_items, failed_items,
    cancelled_items, created_at, started_at, finished_at, archived, archived_at, released
from jobs.job;
