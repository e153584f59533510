using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Telemetry.Writing;

/// <summary>What the list of traces shows of one: kept up to date with each span, so that the list reads no spans.</summary>
internal sealed class TraceRecord(int number, TraceId id)
{
    private readonly List<(int Source, int Spans)> _shares = [];

    public int Number { get; } = number;

    public TraceId Id { get; } = id;

    public long Start { get; private set; } = long.MaxValue;

    public long Finish { get; private set; } = long.MinValue;

    public int Spans { get; private set; }

    public int Errors { get; private set; }

    /// <summary>The root's name, or the earliest span's as long as there is no root.</summary>
    public string Name { get; private set; } = "";

    public int Source { get; private set; }

    public bool HasRoot { get; private set; }

    public long NamedAt { get; private set; } = long.MaxValue;

    public long FirstSpan { get; private set; } = long.MaxValue;

    public long LastSpan { get; private set; }

    public IReadOnlyList<(int Source, int Spans)> Shares => _shares;

    public void Add(Span span, int source, long position)
    {
        Start = Math.Min(Start, span.StartNanos);
        Finish = Math.Max(Finish, span.EndNanos);
        FirstSpan = Math.Min(FirstSpan, position);
        LastSpan = Math.Max(LastSpan, position);
        Spans++;
        if (span.Status == StatusCode.Error)
            Errors++;
        Count(source);

        var isRoot = span.ParentId.IsEmpty;
        if ((isRoot && !HasRoot) || (isRoot == HasRoot && span.StartNanos < NamedAt))
            (Name, Source, NamedAt, HasRoot) = (span.Name, source, span.StartNanos, isRoot);
    }

    public static TraceRecord Read(SqliteDataReader row)
    {
        var record = new TraceRecord(row.GetInt32(0), TraceId.Read(row.GetFieldValue<byte[]>(1)))
        {
            Start = row.GetInt64(2), Finish = row.GetInt64(2) + row.GetInt64(3), Spans = row.GetInt32(4), Errors = row.GetInt32(5),
            Name = row.GetString(6), Source = row.GetInt32(7), HasRoot = row.GetInt32(8) == 1, NamedAt = row.GetInt64(9),
            FirstSpan = row.GetInt64(11), LastSpan = row.GetInt64(12),
        };
        foreach (var share in row.GetString(10).Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = share.IndexOf(':', StringComparison.Ordinal);
            record._shares.Add((int.Parse(share[..colon], CultureInfo.InvariantCulture), int.Parse(share[(colon + 1)..], CultureInfo.InvariantCulture)));
        }
        return record;
    }

    public string SharesText()
    {
        var text = new StringBuilder(",");
        foreach (var (source, spans) in _shares)
            text.Append(CultureInfo.InvariantCulture, $"{source}:{spans},");
        return text.ToString();
    }

    private void Count(int source)
    {
        for (var i = 0; i < _shares.Count; i++)
        {
            if (_shares[i].Source == source)
            {
                _shares[i] = (source, _shares[i].Spans + 1);
                return;
            }
        }
        _shares.Add((source, 1));
    }
}
