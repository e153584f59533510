-- What other modules may read of jobs: these views are a face like any other, so their columns stay. New ones are added at the end.
create view jobs.job_report as
select id as job_id, team_id, queue, kind, state, priority, config, created_by, total_items, succeeded_items, failed_items,
    cancelled_items, created_at, started_at, finished_at, archived, archived_at
from jobs.job;

create view jobs.item_report as
select id as item_id, job_id, team_id, queue, kind, step, group_no, asset_id, state, progress, attempts, input, result, error,
    created_at, started_at, finished_at
from jobs.any_item;
