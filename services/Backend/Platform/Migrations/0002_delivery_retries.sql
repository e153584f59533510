-- The few deliveries that are tried again. Every look for work asks whether its topic waits behind one of them; among a long
-- backlog of new ones it must not search.
create index delivery_retried on platform.delivery (subscriber, topic) where parked_at is null and attempts > 0;
