-- A job brings many items at once: a session takes a hundred ids ahead instead of asking the sequence for each. Within a job they still
-- rise; between jobs they never said who came first, for a transaction that drew its ids earlier may commit later.
alter sequence jobs.item_id_seq cache 100;
