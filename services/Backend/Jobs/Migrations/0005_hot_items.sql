-- Every item passes through this table within a short time: each is three row versions. What they leave behind is cleared away after
-- so many rows and not after a share of the table, and without pauses.
alter table jobs.item set (
    autovacuum_vacuum_threshold = 20000,
    autovacuum_vacuum_scale_factor = 0.01,
    autovacuum_vacuum_cost_delay = 0,
    autovacuum_analyze_threshold = 20000,
    autovacuum_analyze_scale_factor = 0.05,
    -- Giving empty pages back to the system locks the table against everybody; the next job fills them again anyway.
    vacuum_truncate = off
);

-- The counters of a job change with every batch of its items.
alter table jobs.job set (fillfactor = 70, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0.05);
