using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Telemetry.Segments;

/// <param name="Series">The run's number for the instrument with these attributes.</param>
internal readonly record struct PointRow(int Series, Point Point);

/// <summary>Points that were written together, by series and then by time, so that one series lies in one piece.</summary>
internal sealed record PointSegment(byte[] Head, byte[] Details)
{
    public static PointSegment Of(IReadOnlyList<PointRow> unordered)
    {
        var rows = unordered.OrderBy(row => row.Series).ThenBy(row => row.Point.TimeNanos).ToArray();
        var head = new ColumnWriter()
            .Column(rows, row => row.Series)
            .Column(rows, row => row.Point.TimeNanos)
            .Column(rows, row => row.Point.StartNanos)
            .Column(rows, row => Value(row.Point))
            .Column(rows, row => (byte)(row.Point is NumberPoint { IsInteger: true } ? 1 : 0))
            .Column(rows, row => row.Point.Flags);
        return new(head.ToArray(), PointDetails.Write(rows));
    }

    private static double Value(Point point) => point switch
    {
        NumberPoint number => number.Value,
        HistogramPoint histogram => histogram.Sum,
        ExponentialHistogramPoint histogram => histogram.Sum,
        SummaryPoint summary => summary.Sum,
        _ => 0,
    };
}

internal readonly ref struct PointHead
{
    public PointHead(ReadOnlySpan<byte> bytes, int rows)
    {
        var reader = new ColumnReader(bytes);
        Series = reader.Column<int>(rows);
        Times = reader.Column<long>(rows);
        Starts = reader.Column<long>(rows);
        Values = reader.Column<double>(rows);
        Integers = reader.Column<byte>(rows);
        Flags = reader.Column<uint>(rows);
    }

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<int> Series { get; }

    public ReadOnlySpan<long> Times { get; }

    public ReadOnlySpan<long> Starts { get; }

    /// <summary>The value of a number, the sum of everything else.</summary>
    public ReadOnlySpan<double> Values { get; }

    /// <summary>1 when the value came as a whole number.</summary>
    public ReadOnlySpan<byte> Integers { get; }

    public ReadOnlySpan<uint> Flags { get; }

    /// <summary>The rows of one series.</summary>
    public (int From, int To) RowsOf(int series)
    {
        var from = LowerBound(series);
        var to = from;
        while (to < Series.Length && Series[to] == series)
            to++;
        return (from, to);
    }

    private int LowerBound(int series)
    {
        var (low, high) = (0, Series.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Series[middle] < series)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
