using Microsoft.Extensions.Options;
using Suite.ServiceDefaults;

namespace Suite.Gateway.Status;

/// <summary>
/// How all services are, asked in parallel: regularly for the metrics, and whenever somebody looks and the last answers are some
/// seconds old. It needs neither the backend nor a database, so that it answers when they do not.
/// </summary>
internal sealed class StatusBoard : BackgroundService
{
    private readonly ServiceAddresses _addresses;
    private readonly ReplicaProbe _probe;
    private readonly StatusMetrics _metrics;
    private readonly WebFiles _web;
    private readonly GatewayOptions _options;
    private readonly TimeProvider _clock;
    private readonly SharedValue<SuiteStatus> _status;
    private readonly Dictionary<string, (ServiceState State, DateTimeOffset Since)> _states = [];
    private readonly Dictionary<string, string[]> _dependencies = [];

    public StatusBoard(
        ServiceAddresses addresses, ReplicaProbe probe, StatusMetrics metrics, WebFiles web, IOptions<GatewayOptions> options, TimeProvider clock)
    {
        (_addresses, _probe, _metrics, _web, _options, _clock) = (addresses, probe, metrics, web, options.Value, clock);
        _status = new(LookAsync, _options.StatusFreshness, clock);
    }

    public Task<SuiteStatus> LatestAsync(CancellationToken cancel) => _status.GetAsync().WaitAsync(cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.StatusInterval, _clock);
        do
            await LatestAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<SuiteStatus> LookAsync()
    {
        var watched = WatchedService.All.Where(service => service.Name != "web" || !_web.Exist).ToArray();
        var seen = await Task.WhenAll(watched.Select(AskAsync));

        var now = _clock.GetUtcNow();
        ServiceStatus[] services = [Itself(now), .. seen.Select(service => Complete(service, now))];
        var status = new SuiteStatus(now, Overall(watched, seen), services);
        _metrics.Take(status);
        return status;
    }

    private async Task<ServiceStatus> AskAsync(WatchedService service)
    {
        var addresses = _addresses.Of(service.Name, service.Endpoint);
        var replicas = await Task.WhenAll(addresses.Select((address, index) => _probe.AskAsync(service, $"{service.Name}/{index}", address)));
        return Roll.Up(service.Name, replicas);
    }

    private ServiceStatus Itself(DateTimeOffset now) => new("gateway", ServiceState.Up, null, SinceWhen("gateway", ServiceState.Up, now), null, [], []);

    // A backend that is down says nothing of its database, which is then neither well nor gone from the picture.
    private ServiceStatus Complete(ServiceStatus service, DateTimeOffset now)
    {
        if (service.Dependencies.Count > 0)
            _dependencies[service.Name] = [.. service.Dependencies.Select(one => one.Name)];
        var silent = service.State == ServiceState.Down && service.Dependencies.Count == 0;
        return service with
        {
            Since = SinceWhen(service.Name, service.State, now),
            Dependencies = silent && _dependencies.TryGetValue(service.Name, out var names)
                ? [.. names.Select(name => new DependencyStatus(name, ServiceState.Unknown, null, null, null))]
                : service.Dependencies,
        };
    }

    private DateTimeOffset SinceWhen(string name, ServiceState state, DateTimeOffset now)
    {
        if (!_states.TryGetValue(name, out var known) || known.State != state)
            _states[name] = known = (state, now);
        return known.Since;
    }

    private static ServiceState Overall(WatchedService[] watched, ServiceStatus[] seen) =>
        watched.Zip(seen).Any(pair => pair.First.IsVital && pair.Second.State is not (ServiceState.Up or ServiceState.Degraded)) ? ServiceState.Down
        : seen.All(service => service.State is ServiceState.Up or ServiceState.Absent) ? ServiceState.Up
        : ServiceState.Degraded;
}
