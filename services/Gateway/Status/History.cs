namespace Suite.Gateway.Status;

/// <param name="Incidents">Of all services, the newest first.</param>
internal sealed record History(
    DateTimeOffset From, DateTimeOffset To, double StepSeconds, double BarSeconds,
    IReadOnlyList<ServiceHistory> Services, IReadOnlyList<Incident> Incidents);

/// <param name="Uptime">The share of measured time in which it was not down, 0 to 1; null when nothing was measured. A minute with one
/// bad moment counts as bad.</param>
/// <param name="Known">The share of the time that was measured.</param>
internal sealed record ServiceHistory(string Name, double? Uptime, double Known, IReadOnlyList<HistoryBar> Bars);

/// <param name="State">The worst in it.</param>
internal sealed record HistoryBar(DateTimeOffset From, ServiceState State, double UpSeconds, double DegradedSeconds, double DownSeconds);

/// <param name="To">Null while it goes on.</param>
internal sealed record Incident(string Service, ServiceState State, DateTimeOffset From, DateTimeOffset? To, double Seconds);
