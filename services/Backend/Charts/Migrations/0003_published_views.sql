-- The seed's tables, for programs that read its database: its names, its words. They are read and not written.
create schema graph_extraction;

create view graph_extraction."Product" as
select id, name, manufacturer, part_number as "partNumber", device_type as "deviceType", package, description,
    created_at as "createdAt", updated_at as "updatedAt", team_id
from charts.product;

create view graph_extraction."GraphImage" as
select id, product_id as "productId", file_name as filename, '/api/assets/' || asset_id || '/content' as "filePath",
    created_at as "uploadDate", description, status, file_size as "fileSize", mime_type as "mimeType",
    case when width is not null then jsonb_build_object('width', width, 'height', height) end as dimensions,
    created_at as "createdAt", updated_at as "updatedAt", team_id
from charts.image;

create view graph_extraction."GraphExtractionResult" as
select id, job_id as "jobId", '/api/chart-results/' || job_id || '.csv' as "csvFilePath",
    jsonb_build_object('columns', to_jsonb(columns), 'rows', curve -> 'points') as "csvData",
    curve - 'points' - 'pixels' as metadata, confidence, data_points as "dataPoints", processing_seconds as "processingTime",
    (select method from charts.extraction where extraction.job_id = result.job_id) as "extractionMethod",
    (select parameters from charts.extraction where extraction.job_id = result.job_id) as parameters,
    created_at as "createdAt", updated_at as "updatedAt", team_id
from charts.result;

create view graph_extraction."GraphExtractionJob" as
select
    extraction.job_id as id, extraction.product_id as "productId", extraction.image_id as "imageId", extraction.queue_id as "queueId",
    case
        when job.state = 'pending' and job.released then 'queued'
        when job.state in ('pending', 'paused') then 'pending'
        when job.state = 'running' then 'processing'
        when job.state in ('succeeded', 'partial') then 'completed'
        else 'failed'
    end as status,
    case when job.priority < 50 then 'urgent' when job.priority < 100 then 'high' when job.priority < 200 then 'normal' else 'low' end
        as priority,
    case when job.state = 'succeeded' then 100 when job.state = 'running' then item.progress else 0 end as progress,
    item.result,
    case
        when job.state = 'cancelled' and (job.started_at is not null or item.error not like '%waited for%') then 'Cancelled by user'
        when job.state in ('failed', 'cancelled') then item.error
    end as error,
    extraction.method as "extractionMethod", extraction.parameters, job.started_at as "startedAt", job.finished_at as "completedAt",
    extraction.estimated_seconds as "estimatedDuration", extract(epoch from job.finished_at - job.started_at)::int as "actualDuration",
    job.created_at as "createdAt", coalesce(job.finished_at, job.started_at, job.created_at) as "updatedAt", job.team_id
from charts.extraction extraction
join jobs.job_report job on job.job_id = extraction.job_id
left join jobs.item_report item on item.job_id = extraction.job_id;

-- team_id is null for the shared one.
create view graph_extraction."GraphExtractionQueue" as
select queue_id as id, title as name, mode, state as status, least(max_running_jobs, max_running_items) as "maxConcurrentJobs",
    policy as priority, description, settings, created_at as "createdAt", updated_at as "updatedAt", team_id
from jobs.queue_report
where team_id is not null or name = 'charts';
