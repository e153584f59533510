using Microsoft.Data.Sqlite;
using SQLitePCL;
using Suite.Dashboard.Telemetry.Segments;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>
/// Goes through segments. Columns are read where SQLite has them, without a copy: what a segment gave is gone after
/// <see cref="Next"/>. Only groups of columns that are asked for are fetched.
/// </summary>
internal abstract class SegmentCursor(SqliteDataReader row) : IDisposable
{
    /// <summary>The position of the first row; the others follow without a gap.</summary>
    public long First { get; private set; }

    public int Count { get; private set; }

    public bool Next()
    {
        if (!row.Read())
            return false;
        (First, Count) = (row.GetInt64(0), row.GetInt32(1));
        return true;
    }

    public void Dispose() => row.Dispose();

    protected ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(row.Handle!, column);
}

internal sealed class SpanSegments(SqliteDataReader row) : SegmentCursor(row)
{
    public SpanHead Head => new(Blob(2), Count);

    public SpanIds Ids => new(Blob(3), Count);

    public SpanBody Body => new(Blob(4), Count);

    public Terms Terms => new(Blob(5));

    public SpanDetails Details => new(Blob(6), Count);
}

internal sealed class LogSegments(SqliteDataReader row) : SegmentCursor(row)
{
    public LogHead Head => new(Blob(2), Count);

    public LogIds Ids => new(Blob(3), Count);

    public LogBody Body => new(Blob(4), Count);

    public Terms Terms => new(Blob(5));
}

internal sealed class PointSegments(SqliteDataReader row) : SegmentCursor(row)
{
    public PointHead Head => new(Blob(2), Count);

    public PointDetails Details => new(Blob(3), Count);
}
