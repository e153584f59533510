namespace Suite.Platform;

/// <summary>Every statement of this module.</summary>
internal static class PlatformSql
{
    // The array positions keep the caller's order, also where ids are given.
    public const string AddEvents = """
        with added as (
            insert into platform.outbox (topic, team_id, payload, live, at)
            select topic, team_id, payload::jsonb, live, $5::timestamptz
            from unnest($1::text[], $2::uuid[], $3::text[], $4::boolean[]) with ordinality
                as event (topic, team_id, payload, live, position)
            order by position
            returning id
        )
        select pg_notify('platform_outbox', '') from added limit 1
        """;

    // Read committed and in id order: an event whose transaction commits late is simply read later.
    public const string TakeEvents = """
        with taken as (
            select id from platform.outbox order by id limit $1 for update
        )
        delete from platform.outbox outbox using taken
        where outbox.id = taken.id
        returning outbox.id, outbox.topic, outbox.team_id, outbox.payload::text, outbox.live, outbox.at
        """;

    // The teams' rows are locked in one order, so two dispatchers (one just losing its lock) cannot wait for each other.
    public const string GiveSequence = """
        insert into platform.live_team as team (team_id, last_seq)
        select team_id, count from unnest($1::uuid[], $2::bigint[]) as wanted (team_id, count)
        order by team_id
        on conflict (team_id) do update set last_seq = team.last_seq + excluded.last_seq
        returning team_id, last_seq
        """;

    public const string AddLiveMessages = """
        insert into platform.live_message (team_id, seq, topic, at, payload)
        select team_id, seq, topic, at, payload::jsonb
        from unnest($1::uuid[], $2::bigint[], $3::text[], $4::timestamptz[], $5::text[])
            as message (team_id, seq, topic, at, payload)
        """;

    public const string AddDeliveries = """
        insert into platform.delivery (subscriber, event_id, topic, team_id, payload, at)
        select subscriber, event_id, topic, team_id, payload::jsonb, at
        from unnest($1::text[], $2::bigint[], $3::text[], $4::uuid[], $5::text[], $6::timestamptz[]) with ordinality
            as delivery (subscriber, event_id, topic, team_id, payload, at, position)
        order by position
        """;

    // A topic waits behind its oldest event while that is backing off; the subscriber's other topics go on.
    public const string WaitingDeliveries = """
        select id, event_id, topic, team_id, payload::text, at, attempts
        from platform.delivery delivery
        where subscriber = $1 and parked_at is null and not exists (
            select 1 from platform.delivery earlier
            where earlier.subscriber = $1 and earlier.topic = delivery.topic
                and earlier.parked_at is null and earlier.attempts > 0 and earlier.next_at > $2
        )
        order by id
        limit $3
        """;

    public const string RemoveDeliveries = "delete from platform.delivery where id = any($1)";

    public const string DelayDelivery = """
        update platform.delivery set attempts = attempts + 1, next_at = $2, error = $3 where id = $1
        """;

    public const string ParkDelivery = """
        update platform.delivery set attempts = attempts + 1, parked_at = $2, error = $3 where id = $1
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
        select seq, topic, at, payload::text from platform.live_message
        where team_id = $1 and seq > $2
        order by seq
        limit $3
        """;

    public const string TrimLiveMessages = """
        delete from platform.live_message message using platform.live_team team
        where message.team_id = team.team_id and (message.seq <= team.last_seq - $1 or message.at < $2)
        """;

    public const string TryLock = "select pg_try_advisory_lock($1)";

    public const string Unlock = "select pg_advisory_unlock($1)";

    public const string Notify = "select pg_notify($1, $2)";

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
