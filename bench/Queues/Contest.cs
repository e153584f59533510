using System.Text.Json.Nodes;

namespace Suite.Bench.Queues;

/// <summary>One part of the benchmark: its entries take turns, and are compared.</summary>
/// <param name="Unit">Of the value that is compared.</param>
/// <param name="Prepare">Makes what several turns share; its result goes with the contest.</param>
internal sealed record Contest(
    string Name,
    string Title,
    string Unit,
    IReadOnlyList<Entry> Entries,
    IReadOnlyList<Figure> Figures,
    int? Rounds = null,
    Func<Rig, Task>? Prepare = null);

/// <summary>Who takes part, and how.</summary>
/// <param name="Part">What the contestant is ordered to do.</param>
/// <param name="Options">The contestant's own knobs.</param>
/// <param name="WarmUp">Items that are dealt with first and not counted.</param>
/// <param name="Apart">Sent by one process and handled by another.</param>
/// <param name="Database">A database that outlives the turn; null: a fresh one for every turn.</param>
/// <param name="Around">What happens beside the turn, until it is over.</param>
internal sealed record Entry(
    string Name,
    Contestant Contestant,
    string Part,
    int Items,
    JsonObject Options,
    int WarmUp = 5_000,
    bool Apart = false,
    string? Database = null,
    Func<Rig, string, Task<IAsyncDisposable>>? Around = null);

/// <summary>A figure to reach: by how much, at least, an entry is better than the best of others.</summary>
internal abstract record Figure(string Entry)
{
    public abstract (bool Met, string Text) Judge(IReadOnlyDictionary<string, double> medians);
}

/// <summary>At least <paramref name="Least"/> times the best of <paramref name="Others"/>.</summary>
internal sealed record AtLeast(string Entry, double Least, params string[] Others) : Figure(Entry)
{
    public override (bool Met, string Text) Judge(IReadOnlyDictionary<string, double> medians)
    {
        var best = Others.MaxBy(other => medians[other])!;
        var ratio = medians[Entry] / medians[best];
        return (ratio >= Least, $"{ratio:F2} × {best} (at least {Least:0.##})");
    }
}

/// <summary>At most <paramref name="Most"/> in the contest's unit, and less than all of <paramref name="Others"/>.</summary>
internal sealed record AtMost(string Entry, double Most, params string[] Others) : Figure(Entry)
{
    public override (bool Met, string Text) Judge(IReadOnlyDictionary<string, double> medians)
    {
        var value = medians[Entry];
        var below = Others.Length == 0 ? "" : $", and below {Others.Min(other => medians[other]):0.##} of {string.Join(", ", Others)}";
        return (value <= Most && Others.All(other => value < medians[other]), $"{value:0.##} (at most {Most:0.##}{below})");
    }
}
