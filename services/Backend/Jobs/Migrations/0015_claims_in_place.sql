-- A claim changes a row where it stands, and no index has to hear of it: nothing that a claim changes is in one any more. For that
-- every page keeps room for a second version of its rows, which clears itself away.
drop index jobs.item_ready;
drop index jobs.item_leased;
drop index jobs.item_successors;
drop index jobs.item_backing_off;

-- What one claim of a queue without limits leased. It takes the place of an index: nobody counts these items, but who looks for
-- leases that have run out, or sets a limit, must find them. An item names the handful that it is in; the handful goes when none does.
create table jobs.handful (
    id bigint generated always as identity primary key,
    queue text not null,
    item_ids bigint[] not null,
    made_at timestamptz not null default clock_timestamp()
);

create index handful_of_queue on jobs.handful (queue);

alter table jobs.item set (fillfactor = 40);
alter table jobs.item
    add column handful bigint,
    -- It may run as soon as it is its turn, or runs: claims read these, in turn.
    add column in_line boolean not null generated always as (state in ('ready', 'leased') and run_at is null) stored,
    -- The queue whose limit it counts against while it is leased.
    add column counted_in text generated always as (case when state = 'leased' and handful is null then queue end) stored,
    add check (handful is null or state = 'leased');

create index item_in_line on jobs.item (queue, turn_at, id) where in_line;
create index item_counted on jobs.item (counted_in, job_id) where counted_in is not null;
create index item_successors on jobs.item (job_id, after_ordinal) where after_ordinal is not null;
create index item_backing_off on jobs.item (run_at) where run_at is not null;

-- All leased items, however they were claimed. `offset 0` keeps the planner to looking a handful's items up by their ids.
create view jobs.leased_item as
select id, job_id, team_id, counted_in as queue, kind, step, attempts, max_attempts, fence, worker, leased_at, lease_until
from jobs.item
where counted_in is not null
union all
select item.id, job_id, team_id, handful.queue, kind, step, attempts, max_attempts, fence, worker, leased_at, lease_until
from jobs.handful
cross join lateral (
    select * from jobs.item where item.id = any(handful.item_ids) and item.handful = handful.id offset 0
) item;

create or replace view jobs.limit_use as
select usage_limit.key, usage_limit.team_id, usage_limit.max_running, usage_limit.per_minute, usage_limit.tokens_per_minute,
    usage_limit.updated_at,
    (select count(*)::int
     from jobs.leased_item item
     join jobs.job on job.id = item.job_id
     where usage_limit.key = any(job.usage_keys)) as running,
    coalesce(recent.started, 0)::int as started,
    coalesce(recent.tokens, 0)::bigint as tokens
from jobs.usage_limit
left join lateral (
    select sum(started) as started, sum(tokens) as tokens
    from jobs.usage
    where usage.key = usage_limit.key and usage.second > clock_timestamp() - interval '61 seconds'
) recent on true;
