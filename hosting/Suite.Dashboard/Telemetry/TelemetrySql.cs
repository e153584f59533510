namespace Suite.Dashboard.Telemetry;

/// <summary>Every statement of the store. SQLite's dialect; times are nanoseconds since 1970 UTC.</summary>
internal static class TelemetrySql
{
    /// <summary>Raised whenever a table changes: files of another version are not read.</summary>
    public const int Version = 2;

    public const string Schema = """
        create table run (
            id integer primary key check (id = 1),
            name text not null,
            imported integer not null,
            started_at integer not null,
            written_at integer not null,
            spans integer not null default 0,
            logs integer not null default 0,
            points integer not null default 0
        );
        create table source (
            id integer primary key,
            service text not null,
            instance text not null,
            attributes text not null,
            last_seen integer not null,
            spans integer not null,
            logs integer not null,
            points integer not null
        );
        create table scope (
            id integer primary key,
            name text not null,
            version text not null,
            attributes text not null
        );
        create table trace (
            id integer primary key,
            trace_id blob not null unique,
            start integer not null,
            duration integer not null,
            spans integer not null,
            errors integer not null,
            name text not null,
            source integer not null,
            rooted integer not null,
            -- The start of the span that gave the name.
            named_at integer not null,
            -- ",source:spans," for each source, to be found by instr().
            shares text not null,
            first_span integer not null,
            last_span integer not null
        );
        -- All that a list filters and sorts by, so that it reads this index only.
        create index trace_by_start on trace (start, duration, errors);
        -- The trim asks for the emptied ones slice by slice, and must not read all the others for it.
        create index trace_by_last_span on trace (last_span);
        create table span_segment (
            first integer primary key,
            count integer not null,
            start integer not null,
            finish integer not null,
            -- When it arrived: clocks of senders may be wrong, so retention goes by this.
            written integer not null,
            head blob not null,
            ids blob not null,
            body blob not null,
            terms blob not null,
            details blob not null
        );
        create index span_segment_by_time on span_segment (finish, start);
        create table log_segment (
            first integer primary key,
            count integer not null,
            start integer not null,
            finish integer not null,
            written integer not null,
            head blob not null,
            ids blob not null,
            body blob not null,
            terms blob not null
        );
        create index log_segment_by_time on log_segment (finish, start);
        create table instrument (
            id integer primary key,
            source integer not null,
            scope integer not null,
            name text not null,
            description text not null,
            unit text not null,
            kind integer not null,
            temporality integer not null,
            monotonic integer not null
        );
        create table series (
            id integer primary key,
            instrument integer not null,
            attributes text not null
        );
        create index series_by_instrument on series (instrument);
        create table point_segment (
            first integer primary key,
            count integer not null,
            start integer not null,
            finish integer not null,
            written integer not null,
            head blob not null,
            details blob not null
        );
        create index point_segment_by_time on point_segment (finish, start);
        """;

    public const string InsertRun = "insert into run (id, name, imported, started_at, written_at) values (1, $1, $2, $3, $3)";

    public const string UpdateRun = "update run set written_at = $1, spans = $2, logs = $3, points = $4 where id = 1";

    public const string Run = "select name, imported, started_at, written_at, spans, logs, points from run where id = 1";

    public const string InsertSource = """
        insert into source (id, service, instance, attributes, last_seen, spans, logs, points)
        values ($1, $2, $3, $4, $5, 0, 0, 0)
        """;

    public const string CountSource =
        "update source set last_seen = $2, spans = spans + $3, logs = logs + $4, points = points + $5 where id = $1";

    public const string Sources = "select id, service, instance, attributes, last_seen, spans, logs, points from source order by id";

    public const string InsertScope = "insert into scope (id, name, version, attributes) values ($1, $2, $3, $4)";

    public const string Scopes = "select id, name, version, attributes from scope order by id";

    public const string UpsertTrace = """
        insert into trace
            (id, trace_id, start, duration, spans, errors, name, source, rooted, named_at, shares, first_span, last_span)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        on conflict (id) do update set
            start = excluded.start, duration = excluded.duration, spans = excluded.spans, errors = excluded.errors,
            name = excluded.name, source = excluded.source, rooted = excluded.rooted, named_at = excluded.named_at,
            shares = excluded.shares, last_span = excluded.last_span
        """;

    public const string TraceById = """
        select id, trace_id, start, duration, spans, errors, name, source, rooted, named_at, shares, first_span, last_span
        from trace
        where trace_id = $1
        """;

    public const string TraceByNumber = """
        select id, trace_id, start, duration, spans, errors, name, source, rooted, named_at, shares, first_span, last_span
        from trace
        where id = $1
        """;

    public const string LastTrace = "select coalesce(max(id), 0) from trace";

    public const string TraceHeads = """
        select id, start, duration, errors
        from trace indexed by trace_by_start
        where start between $1 and $2 and duration between $3 and $4 and errors >= $5
        order by start desc
        """;

    /// <summary>As <see cref="TraceHeads"/>, with the sources of each trace: this reads the table.</summary>
    public const string TraceHeadsWithShares = """
        select id, start, duration, errors, shares
        from trace
        where start between $1 and $2 and duration between $3 and $4 and errors >= $5
        order by start desc
        """;

    public const string InsertSpans = """
        insert into span_segment (first, count, start, finish, written, head, ids, body, terms, details)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    public const string InsertLogs = """
        insert into log_segment (first, count, start, finish, written, head, ids, body, terms)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    public const string InsertPoints = """
        insert into point_segment (first, count, start, finish, written, head, details)
        values ($1, $2, $3, $4, $5, $6, $7)
        """;

    public const string DropSpans = "delete from span_segment where first = $1";

    public const string DropLogs = "delete from log_segment where first = $1";

    public const string DropPoints = "delete from point_segment where first = $1";

    public const string NextSpan = "select coalesce(max(first + count), 1) from span_segment";

    public const string NextLog = "select coalesce(max(first + count), 1) from log_segment";

    public const string NextPoint = "select coalesce(max(first + count), 1) from point_segment";

    // The inner select reads an index only: the rows are wide, and must be neither walked through nor sorted.
    public const string SpansInTime = """
        select first, count, head, ids, body, terms, details
        from span_segment
        where first in (select first from span_segment where finish >= $1 and start <= $2)
        order by first
        """;

    public const string NewestSpansInTime = """
        select first, count, head, ids, body, terms, details
        from span_segment
        where first in (select first from span_segment where finish >= $1 and start <= $2)
        order by first desc
        """;

    public const string SpansInOrder = """
        select first, count, head, ids, body, terms, details
        from span_segment
        where first <= $2 and first + count > $1
        order by first
        """;

    public const string LogsInTime = """
        select first, count, head, ids, body, terms
        from log_segment
        where first in (select first from log_segment where finish >= $1 and start <= $2)
        order by first desc
        """;

    public const string LogsInOrder = """
        select first, count, head, ids, body, terms
        from log_segment
        where first <= $2 and first + count > $1
        order by first
        """;

    public const string PointsInTime = """
        select first, count, head, details
        from point_segment
        where first in (select first from point_segment where finish >= $1 and start <= $2)
        order by first
        """;

    /// <summary>The first and the last moment of what the run holds, without what no clock says: 0, and the last there is.</summary>
    public const string Bounds = """
        select coalesce(min(start), 0), coalesce(max(finish), 0)
        from (
            select start, finish from span_segment
            union all select start, finish from log_segment
            union all select start, finish from point_segment
        )
        where start > 0 and finish < 9223372036854775807
        """;

    public const string InsertInstrument = """
        insert into instrument (id, source, scope, name, description, unit, kind, temporality, monotonic)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    public const string Instruments =
        "select id, source, scope, name, description, unit, kind, temporality, monotonic from instrument order by id";

    public const string InsertSeries = "insert into series (id, instrument, attributes) values ($1, $2, $3)";

    public const string Series = "select id, instrument, attributes from series order by id";

    public const string SeriesOfInstrument = "select id, instrument, attributes from series where instrument = $1 order by id";

    public const string Ages = """
        select coalesce(min(oldest), 0), coalesce(max(newest), 0)
        from (
            select
                (select written from span_segment order by first limit 1) as oldest,
                (select written from span_segment order by first desc limit 1) as newest
            union all
            select
                (select written from log_segment order by first limit 1),
                (select written from log_segment order by first desc limit 1)
            union all
            select
                (select written from point_segment order by first limit 1),
                (select written from point_segment order by first desc limit 1)
        )
        """;

    public const string DropOldSpans =
        "delete from span_segment where first in (select first from span_segment where written < $1 order by first limit $2)";

    public const string DropOldLogs =
        "delete from log_segment where first in (select first from log_segment where written < $1 order by first limit $2)";

    public const string DropOldPoints =
        "delete from point_segment where first in (select first from point_segment where written < $1 order by first limit $2)";

    /// <summary>Traces none of whose spans is left.</summary>
    public const string DropEmptyTraces = """
        delete from trace
        where id in (
            select id
            from trace
            where last_span < (select coalesce(min(first), $2) from span_segment)
            limit $1
        )
        """;

    public const string UsedBytes =
        "select (page_count - freelist_count) * page_size from pragma_page_count, pragma_freelist_count, pragma_page_size";

    public const string FileVersion = "select user_version from pragma_user_version";
}
