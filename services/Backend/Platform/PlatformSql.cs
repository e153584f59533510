namespace Suite.Platform;

/// <summary>Every statement of this module.</summary>
internal static class PlatformSql
{
    // The array positions keep the caller's order, also where ids are given.
    public const string AddEvents = """
        with added as (
            insert into platform.outbox (topic, team_id, payload, live, at)
            select topic, team_id, payload, live, $5::timestamptz
            from unnest($1::text[], $2::uuid[], $3::text[], $4::boolean[]) with ordinality
                as event (topic, team_id, payload, live, position)
            order by position
            returning id
        )
        select pg_notify('platform_outbox', '') from added limit 1
        """;

    // One statement, so that payloads never leave the server, and never are unpacked there: octet_length reads a header.
    // Read committed and in id order: an event whose transaction commits late is simply read later.
    // $1 is an id to look beyond (the rows that were taken lately are still in the index, dead), $2 rows and $3 bytes a batch
    // (one row more than that, so that no row is too large), $4 and $5 pairs of topic and subscriber.
    // The teams' rows are locked in one order, so two dispatchers (one just losing its lock) cannot wait for each other.
    public const string Publish = """
        with next as (
            select id, sum(octet_length(payload)) over (order by id rows unbounded preceding) - octet_length(payload) as before
            from platform.outbox
            where id > $1
            order by id
            limit $2
        ), taken as (
            delete from platform.outbox
            where id = any(array(select id from next where before < $3))
            returning id, topic, team_id, payload, live, at, octet_length(payload) as bytes
        ), team as (
            insert into platform.live_team as team (team_id, last_seq, last_byte)
            select team_id, count(*), sum(bytes) from taken where live group by team_id order by team_id
            on conflict (team_id) do update
            set last_seq = team.last_seq + excluded.last_seq, last_byte = team.last_byte + excluded.last_byte
            returning team_id, last_seq, last_byte
        ), message as (
            insert into platform.live_message (team_id, seq, topic, at, payload, last_byte)
            select team_id,
                team.last_seq - count(*) over of_team + row_number() over up_to_here,
                topic, at, payload,
                team.last_byte - sum(bytes) over of_team + sum(bytes) over up_to_here
            from taken join team using (team_id)
            where live
            window of_team as (partition by team_id),
                up_to_here as (partition by team_id order by id rows unbounded preceding)
        ), delivery as (
            insert into platform.delivery (subscriber, event_id, topic, team_id, payload, at)
            select subscriber, id, topic, team_id, payload, at
            from taken join unnest($4::text[], $5::text[]) as wanted (topic, subscriber) using (topic)
            order by id
        )
        select count(*), coalesce(max(id), 0), coalesce(sum(bytes), 0)::bigint, array(select team_id from team), min(at)
        from taken
        """;

    // A topic waits behind its oldest event while that is backing off; the subscriber's other topics go on.
    public const string WaitingDeliveries = """
        select id, event_id, topic, team_id, payload, at, attempts
        from (
            select *, sum(octet_length(payload)) over (order by id rows unbounded preceding) - octet_length(payload) as before
            from platform.delivery delivery
            where subscriber = $1 and parked_at is null and not exists (
                select 1 from platform.delivery earlier
                where earlier.subscriber = $1 and earlier.topic = delivery.topic
                    and earlier.parked_at is null and earlier.attempts > 0 and earlier.next_at > $2
            )
            order by id
            limit $3
        ) waiting
        where before < $4
        order by id
        """;

    public const string RemoveDeliveries = "delete from platform.delivery where id = any($1)";

    public const string DelayDelivery = """
        update platform.delivery set attempts = attempts + 1, next_at = $2, error = $3 where id = $1
        """;

    public const string ParkDelivery = """
        update platform.delivery set attempts = attempts + 1, parked_at = $2, error = $3 where id = $1
        """;

    // The waiting and the parked, without reading their payloads.
    public const string OutboxDepth = """
        select (select count(*) from platform.outbox),
            count(*) filter (where parked_at is null),
            count(*) filter (where parked_at is not null)
        from platform.delivery
        """;

    public const string LivePosition = """
        select coalesce(max(team.last_seq), 0), min(message.seq)
        from (select $1::uuid as team_id) wanted
        left join platform.live_team team using (team_id)
        left join lateral (
            select seq from platform.live_message where team_id = wanted.team_id order by seq limit 1
        ) message on true
        """;

    public const string LiveMessages = """
        select seq, topic, at, payload
        from (
            select seq, topic, at, payload,
                sum(octet_length(payload)) over (order by seq rows unbounded preceding) - octet_length(payload) as before
            from platform.live_message
            where team_id = $1 and seq > $2
            order by seq
            limit $3
        ) message
        where before < $4
        order by seq
        """;

    public const string TrimLiveMessages = """
        delete from platform.live_message message using platform.live_team team
        where message.team_id = team.team_id
            and (message.seq <= team.last_seq - $1 or message.at < $2 or message.last_byte <= team.last_byte - $3)
        """;

    public const string TrimParkedDeliveries = """
        with trimmed as (
            delete from platform.delivery where parked_at < $1 returning subscriber, topic
        )
        select subscriber, topic, count(*) from trimmed group by subscriber, topic
        """;

    public const string TryLock = "select pg_try_advisory_lock($1)";

    public const string Notify = "select pg_notify($1, $2)";

    // On its own it need not wait for the disk: no notice outlives the server anyway.
    public const string NotifyAtOnce = "select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)";

    // Takes a new key, or one whose first request died without an answer, or one that has expired.
    public const string ClaimIdempotencyKey = """
        insert into platform.idempotency_key as kept (team_id, key, fingerprint, locked_until, expires_at)
        values ($1, $2, $3, $5, $6)
        on conflict (team_id, key) do update
        set fingerprint = excluded.fingerprint, locked_until = excluded.locked_until, expires_at = excluded.expires_at,
            status = null, content_type = null, location = null, body = null
        where kept.expires_at <= $4
            or (kept.status is null and kept.locked_until <= $4 and kept.fingerprint = excluded.fingerprint)
        returning true
        """;

    public const string FindIdempotencyKey = """
        select fingerprint, status, content_type, location, body
        from platform.idempotency_key where team_id = $1 and key = $2
        """;

    public const string KeepAnswer = """
        update platform.idempotency_key set status = $3, content_type = $4, location = $5, body = $6
        where team_id = $1 and key = $2
        """;

    public const string ForgetIdempotencyKey = """
        delete from platform.idempotency_key where team_id = $1 and key = $2 and status is null
        """;

    public const string TrimIdempotencyKeys = "delete from platform.idempotency_key where expires_at <= $1";
}
