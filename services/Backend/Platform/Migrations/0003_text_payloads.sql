-- Payloads are JSON text that this module wrote itself: jsonb would take each of them apart and put it together again at every
-- step of its way, which for one of 100 kB costs more than everything else together.
alter table platform.outbox alter payload type text using payload::text;
alter table platform.delivery alter payload type text using payload::text;
alter table platform.live_message alter payload type text using payload::text;

-- The same compression in all three, so that a payload is compressed once and moved as it is.
do $$
begin
    alter table platform.outbox alter payload set compression lz4;
    alter table platform.delivery alter payload set compression lz4;
    alter table platform.live_message alter payload set compression lz4;
exception when feature_not_supported then
    raise notice 'This server was built without lz4: payloads are kept with its default compression.';
end
$$;

-- How much was told up to here, in bytes: what a team's messages take is the difference of two, and needs no counting.
alter table platform.live_team add last_byte bigint not null default 0;
alter table platform.live_message add last_byte bigint not null default 0;

create index delivery_parked on platform.delivery (parked_at) where parked_at is not null;
