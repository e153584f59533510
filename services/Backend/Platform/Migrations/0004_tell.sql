-- The event of a statement that knows what it did: as IOutbox writes it, without a round trip more. The caller makes the payload.
create function platform.tell(at timestamptz, topic text, team_id uuid, payload text, live boolean) returns void
language plpgsql as $$
begin
    insert into platform.outbox (topic, team_id, payload, live, at) values (topic, team_id, payload, live, at);
    perform pg_notify('platform_outbox', '');
end
$$;
