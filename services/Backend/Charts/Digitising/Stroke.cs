namespace Suite.Charts.Digitising;

/// <summary>Pixels of ink above one another in one column. Rows are those of the ink map.</summary>
internal sealed record Run(int Column, int Top, int Bottom)
{
    public int Height => Bottom - Top + 1;

    /// <summary>Where the ink's middle is, to a fraction of a pixel, and how much ink there is.</summary>
    public (double Row, double Weight) Middle(InkMap ink)
    {
        // Two pixels more on either side: soft edges hold the fraction.
        var (weight, sum) = (0.0, 0.0);
        for (var row = Math.Max(0, Top - 2); row <= Math.Min(ink.Area.Height - 1, Bottom + 2); row++)
        {
            weight += ink[Column, row];
            sum += ink[Column, row] * row;
        }

        return (sum / weight, weight);
    }
}

/// <summary>Runs of neighbouring columns that touch: a piece of line without a break.</summary>
internal sealed class Stroke
{
    private const int Crack = 2;

    public required IReadOnlyList<Run> Runs { get; init; }

    public int First => Runs[0].Column;

    public int Last => Runs[^1].Column;

    public int Columns { get; private init; }

    /// <summary>All strokes of the map, in the order of their first column.</summary>
    public static List<Stroke> Find(InkMap ink)
    {
        var groups = new DisjointSets();
        var runs = new List<Run>();
        var (before, here) = (new List<int>(), new List<int>());
        for (var column = 0; column < ink.Area.Width; column++)
        {
            (before, here) = (here, before);
            here.Clear();
            foreach (var run in RunsOf(ink, column))
            {
                var id = groups.Add();
                runs.Add(run);
                here.Add(id);
                foreach (var neighbour in before)
                    if (runs[neighbour].Top <= run.Bottom + 1 && run.Top <= runs[neighbour].Bottom + 1)
                        groups.Join(id, neighbour);
            }
        }

        return
        [
            .. runs.Index().GroupBy(entry => groups.RootOf(entry.Index), entry => entry.Item)
                .Select(group => group.ToList())
                .Select(group => new Stroke { Runs = group, Columns = group.Select(run => run.Column).Distinct().Count() })
                .OrderBy(stroke => stroke.First),
        ];
    }

    // A thin grid line drawn over the curve cuts it in two; a crack of two pixels is no gap.
    private static IEnumerable<Run> RunsOf(InkMap ink, int column)
    {
        var (top, bottom) = (-1, -1);
        for (var row = 0; row < ink.Area.Height; row++)
        {
            if (ink[column, row] < ink.Threshold)
                continue;
            if (top >= 0 && row - bottom - 1 > Crack)
            {
                yield return new Run(column, top, bottom);
                top = row;
            }

            (top, bottom) = (top < 0 ? row : top, row);
        }

        if (top >= 0)
            yield return new Run(column, top, bottom);
    }

    private sealed class DisjointSets
    {
        private readonly List<int> _parents = [];

        public int Add()
        {
            _parents.Add(_parents.Count);
            return _parents.Count - 1;
        }

        public void Join(int one, int other) => _parents[RootOf(one)] = RootOf(other);

        public int RootOf(int id)
        {
            while (_parents[id] != id)
                id = _parents[id] = _parents[_parents[id]];
            return id;
        }
    }
}
