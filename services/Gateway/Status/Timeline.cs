namespace Suite.Gateway.Status;

/// <summary>What became of one service step by step, and what a page shows of it.</summary>
/// <param name="Name">The service, or <c>service/dependency</c>.</param>
/// <param name="values">The worst of each step: 1, 0.5 or 0; NaN where nothing was measured.</param>
internal sealed class Timeline(string name, HistoryWindow window, double[] values)
{
    private const int MostIncidents = 100;

    public ServiceHistory ToHistory()
    {
        var known = values.Count(value => !double.IsNaN(value));
        return new(
            name,
            known == 0 ? null : Math.Round(values.Count(value => value > 0) / (double)known, 6),
            Math.Round(known / (double)values.Length, 6),
            [.. Bars()]);
    }

    /// <summary>Steps in a row that were not well, the newest first. What nobody measured ends an incident: nobody saw it go on.</summary>
    public IReadOnlyList<Incident> Incidents()
    {
        var incidents = new List<Incident>();
        for (var i = 0; i < values.Length;)
        {
            var start = i;
            while (i < values.Length && values[i] < 1)
                i++;
            if (i > start)
                incidents.Add(ToIncident(start, i));
            else
                i++;
        }
        incidents.Reverse();
        return incidents.Count > MostIncidents ? incidents[..MostIncidents] : incidents;
    }

    private Incident ToIncident(int start, int end) => new(
        name,
        values.AsSpan(start, end - start).Contains(0) ? ServiceState.Down : ServiceState.Degraded,
        TimeOf(start),
        GoesOn(end) ? null : TimeOf(end),
        (end - start) * window.Step.TotalSeconds);

    // The step that now belongs to may be empty yet: what was so a moment ago has not ended by that.
    private bool GoesOn(int end) => end == values.Length || (end == values.Length - 1 && double.IsNaN(values[end]));

    private IEnumerable<HistoryBar> Bars()
    {
        var perBar = (int)(window.Bar / window.Step);
        for (var start = 0; start < values.Length; start += perBar)
            yield return ToBar(start, values.AsSpan(start, Math.Min(perBar, values.Length - start)));
    }

    private HistoryBar ToBar(int start, ReadOnlySpan<double> steps)
    {
        int up = 0, degraded = 0, down = 0;
        foreach (var step in steps)
        {
            switch (step)
            {
                case 0: down++; break;
                case < 1: degraded++; break;
                case 1: up++; break;
            }
        }
        var state = down > 0 ? ServiceState.Down : degraded > 0 ? ServiceState.Degraded : up > 0 ? ServiceState.Up : ServiceState.Unknown;
        var seconds = window.Step.TotalSeconds;
        return new(TimeOf(start), state, up * seconds, degraded * seconds, down * seconds);
    }

    private DateTimeOffset TimeOf(int step) => window.From + (step * window.Step);
}
