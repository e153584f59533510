-- graphcap's tables, for programs that read its database. Numbers are given when they are read: see the README.
create schema job_queue;
create schema core_schema;

create view job_queue.caption_jobs as
select
    row_number() over (order by job.created_at, job.job_id)::int as id,
    job.job_id::text as job_id,
    case job.state when 'succeeded' then 'completed' when 'paused' then 'pending' else job.state end as status,
    job.created_at,
    job.started_at,
    job.finished_at as completed_at,
    job.config ->> 'type' as type,
    job.priority,
    jsonb_array_length(job.config -> 'images') as total_images,
    images.processed as processed_images,
    images.failed as failed_images,
    (100 * (job.succeeded_items + job.failed_items + job.cancelled_items)::bigint / job.total_items)::int as progress,
    (job.config - 'type')::json as config,
    job.created_by::text as user_id,
    job.archived,
    job.archived_at as archive_date,
    job.team_id
from jobs.job_report job
cross join lateral (
    select
        count(*) filter (where image.made = image.items)::int as processed,
        count(*) filter (where image.failed > 0)::int as failed
    from (
        select count(*) as items,
            count(*) filter (where item.state = 'succeeded') as made,
            count(*) filter (where item.state = 'failed') as failed
        from jobs.item_report item
        where item.job_id = job.job_id
        group by item.group_no
    ) image
) images
where job.kind = 'caption-batch';

create view job_queue.job_archives as
select * from job_queue.caption_jobs where archived;

create view job_queue.job_items as
select
    item.item_id as id,
    item.job_id::text as job_id,
    item.input ->> 'image' as image_path,
    item.input ->> 'perspective' as perspective,
    case when item.state = 'leased' then 'running' when item.state = 'succeeded' then 'completed'
        when item.state in ('ready', 'paused') then 'pending' else item.state end as status,
    (item.result -> 'result')::json as result,
    item.error,
    coalesce(
        (item.result ->> 'processingTime')::int,
        (extract(epoch from item.finished_at - item.started_at) * 1000)::int) as processing_time,
    item.started_at,
    item.finished_at as completed_at,
    item.team_id
from jobs.item_report item
where item.kind = 'caption-batch';

create view core_schema.images as
select asset_id as id, file_name, content_type, size_bytes, sha256, width, height, description, created_at, team_id
from assets.asset_report
where kind = 'image' and deleted_at is null;

create view core_schema.datasets as
select collection_id as id, name, description, asset_count as image_count, created_at, team_id
from assets.collection_report
where name ~ '^[A-Za-z0-9_-]+$';

-- Every version; team_id is null for those of files, which all teams see.
create view core_schema.perspectives as
select id, name, version, definition ->> 'display_name' as display_name, definition ->> 'type' as type,
    definition ->> 'module' as module, definition ->> 'prompt' as prompt, definition -> 'schema_fields' as schema_fields,
    definition, created_at, team_id
from captioning.perspective;

create view core_schema.captions as
select insight_id as id, asset_id as image_id, null::text as image_path, perspective, perspective_version, content -> 'result' as result,
    text, provider, model, method, job_id, created_at, team_id
from assets.caption_report
where current
union all
select id, null, path, perspective, perspective_version, content -> 'result', text, provider, model, method, job_id, created_at, team_id
from captioning.file_caption;
