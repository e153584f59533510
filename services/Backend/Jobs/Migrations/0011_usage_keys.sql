-- All usage limits that a job may count against: its team's, and those that it was enqueued with.
alter table jobs.job
    add column usage_keys text[] not null
        generated always as (array_append(limit_keys, 'team:' || team_id::text)) stored;

-- Limits with what is used of them at the moment. A second counts until all of it is more than a minute ago, so that no minute
-- whatever holds more than the limit.
create view jobs.limit_use as
select usage_limit.key, usage_limit.team_id, usage_limit.max_running, usage_limit.per_minute, usage_limit.tokens_per_minute,
    usage_limit.updated_at,
    (select count(*)::int
     from jobs.item
     join jobs.job on job.id = item.job_id
     where item.state = 'leased' and usage_limit.key = any(job.usage_keys)) as running,
    coalesce(recent.started, 0)::int as started,
    coalesce(recent.tokens, 0)::bigint as tokens
from jobs.usage_limit
left join lateral (
    select sum(started) as started, sum(tokens) as tokens
    from jobs.usage
    where usage.key = usage_limit.key and usage.second > clock_timestamp() - interval '61 seconds'
) recent on true;
