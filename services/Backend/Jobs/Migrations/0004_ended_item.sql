-- Items that have ended leave the table that claims read and write, so that keeping them costs a claim nothing and the hot table
-- stays as small as the work that is under way. The last attempt is part of the row: most items have no other.
create table jobs.ended_item (
    id bigint primary key,
    -- The last attempt; null when the item ended while it waited.
    fence bigint,
    leased_at timestamptz,
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz not null,
    ordinal int not null,
    after_ordinal int,
    group_no int,
    progress int not null,
    attempts int not null,
    max_attempts int not null,
    job_id uuid not null,
    team_id uuid not null,
    asset_id uuid,
    queue text not null,
    kind text not null,
    step text not null,
    state text not null check (state in ('succeeded', 'failed', 'cancelled')),
    outcome text check (outcome in ('succeeded', 'failed', 'cancelled', 'lost')),
    worker text,
    error text,
    input jsonb,
    result jsonb,
    check ((fence is null) = (outcome is null))
);

-- Earlier attempts outlive the row of jobs.item that they were at.
alter table jobs.attempt drop constraint attempt_item_id_fkey;

with gone as (
    delete from jobs.item where state in ('succeeded', 'failed', 'cancelled') returning *
)
insert into jobs.ended_item
    (id, fence, leased_at, created_at, started_at, finished_at, ordinal, after_ordinal, group_no, progress, attempts, max_attempts,
     job_id, team_id, asset_id, queue, kind, step, state, outcome, worker, error, input, result)
select gone.id, last.id, last.started_at, gone.created_at, gone.started_at, gone.finished_at, gone.ordinal, gone.after_ordinal,
    gone.group_no, gone.progress, gone.attempts, gone.max_attempts, gone.job_id, gone.team_id, gone.asset_id, gone.queue, gone.kind,
    gone.step, gone.state, last.outcome, last.worker, gone.error, gone.input, gone.result
from gone
left join lateral (
    select * from jobs.attempt where item_id = gone.id order by id desc limit 1
) last on last.outcome = gone.state or (gone.state = 'failed' and last.outcome = 'lost')
order by gone.id;

delete from jobs.attempt using jobs.ended_item ended where ended.id = attempt.item_id and ended.fence = attempt.id;

create index ended_item_of_job on jobs.ended_item (job_id, id);
-- The dead letters of a team, newest first.
create index ended_item_failed on jobs.ended_item (team_id, finished_at desc, id desc) where state = 'failed';
-- Rows are added in this order, so ranges of blocks are enough to find the last minutes.
create index ended_item_finished_at on jobs.ended_item using brin (finished_at) with (autosummarize = on);

-- What inserts do not need to pay for. A foreign key is a trigger for each row, and ordinals are given by the insert itself.
alter table jobs.item
    drop constraint item_job_id_fkey,
    drop constraint item_job_id_ordinal_key,
    drop constraint item_state_check,
    drop column result,
    drop column finished_at,
    add constraint item_state_check check (state in ('pending', 'ready', 'leased', 'paused'));

drop index jobs.item_ready_of_job;
create index item_of_job on jobs.item (job_id, id);

-- Instead of the foreign keys: what belongs to a job goes with it, whoever deletes the job.
create function jobs.forget_items() returns trigger language plpgsql as $$
begin
    with forgotten as (
        delete from jobs.item using gone where item.job_id = gone.id returning item.id
    ), forgotten_ended as (
        delete from jobs.ended_item ended using gone where ended.job_id = gone.id returning ended.id
    )
    delete from jobs.attempt
    using (select id from forgotten union all select id from forgotten_ended) item
    where attempt.item_id = item.id;
    return null;
end $$;

create trigger forget_items after delete on jobs.job
    referencing old table as gone
    for each statement execute function jobs.forget_items();

-- All items of a job, for those who look. An item is in exactly one of the two tables in every snapshot.
create view jobs.any_item as
select id, job_id, team_id, queue, kind, step, ordinal, after_ordinal, group_no, asset_id, state, progress, attempts, max_attempts,
    error, input, null::jsonb as result, created_at, started_at, null::timestamptz as finished_at, run_at
from jobs.item
union all
select id, job_id, team_id, queue, kind, step, ordinal, after_ordinal, group_no, asset_id, state, progress, attempts, max_attempts,
    error, input, result, created_at, started_at, finished_at, null::timestamptz
from jobs.ended_item;

-- Every attempt that has ended: the last one of an ended item is in the item's own row.
create view jobs.attempt_history as
select id, item_id, number, worker, outcome, error, started_at, finished_at
from jobs.attempt
union all
select fence, id, attempts, worker, outcome, error, leased_at, finished_at
from jobs.ended_item
where fence is not null;
