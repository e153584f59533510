-- A job need not name a queue: it then goes through the shared one.
alter table charts.extraction alter column queue_id drop not null;
alter table charts.batch alter column queue_id drop not null;
