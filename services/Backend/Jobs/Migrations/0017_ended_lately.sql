-- What ended lately is found by an index of every row. Ranges of blocks did only as long as rows lay in the order of their ends: space
-- that dropped items leave is filled again, then each range spans all of the past, and every look reads the whole table.
drop index jobs.ended_item_finished_at;
create index ended_item_finished_at on jobs.ended_item (finished_at);
