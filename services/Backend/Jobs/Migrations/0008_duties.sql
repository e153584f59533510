create index job_to_drop on jobs.job (archived_at) where archived_at is not null;

-- How far the estimator got. One row: whoever counts holds it.
create table jobs.estimate_progress (
    only_one boolean primary key default true check (only_one),
    -- What transactions before upto_xid ended is counted; counted_xid is where that began before.
    counted_xid xid8 not null,
    upto_xid xid8 not null,
    -- The first number that was not given out yet when looked_at was the time.
    next_xid xid8 not null,
    looked_at timestamptz not null,
    -- Nothing that is not counted yet ended before; and the same before the last step, where that step looks.
    not_before timestamptz not null,
    search_from timestamptz not null
);

insert into jobs.estimate_progress (counted_xid, upto_xid, next_xid, looked_at, not_before, search_from)
select pg_current_xact_id(), pg_current_xact_id(), pg_current_xact_id(), clock_timestamp(), clock_timestamp(), clock_timestamp();

-- Counts by duration: up to 1, 2, 4, … 2^23 ms, and longer.
create function jobs.histogram(durations_ms float8[]) returns int[] language sql immutable as $$
    select array_agg(coalesce(found.items, 0) order by bucket)
    from generate_series(0, 24) bucket
    left join (
        select case when duration <= 1 then 0 else least(24, ceil(ln(duration) / ln(2::float8)))::int end as bucket, count(*)::int as items
        from unnest(durations_ms) duration
        group by 1
    ) found using (bucket)
$$;

create function jobs.add_histograms(a int[], b int[]) returns int[] language sql immutable as $$
    select coalesce(array_agg(coalesce(of_a, 0) + coalesce(of_b, 0) order by place), '{}')
    from unnest(a, b) with ordinality as both_of (of_a, of_b, place)
$$;
