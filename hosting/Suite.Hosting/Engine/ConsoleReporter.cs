using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.Engine;

/// <summary>Tells people on the console how the start goes: one line for each thing that happens, seconds since the AppHost started first.</summary>
internal sealed class ConsoleReporter(EngineOptions options, ResourceNotificationService notifications, ResourceLoggerService logs)
{
    private const int LastLines = 5;
    private const int LineLength = 200;

    private readonly Lock _lock = new();
    private readonly DateTime _zero = Process.GetCurrentProcess().StartTime.ToUniversalTime();
    private readonly Dictionary<string, (string? State, HealthStatus? Health, bool Ready)> _shown = [];
    private readonly CriticalPath _path = new();
    private HashSet<IResource> _expected = [];
    private HashSet<IResource> _awaitedToFinish = [];
    private int _nameWidth = 12;

    /// <summary>The resources whose readiness makes the application ready.</summary>
    public void Expect(IEnumerable<IResource> resources)
    {
        _expected = [.. resources];
        _awaitedToFinish = [.. _expected.SelectMany(WaitGate.WaitsOf)
            .Where(wait => wait.WaitType == WaitType.WaitForCompletion).Select(wait => wait.Resource)];
        _nameWidth = _expected.Select(resource => resource.Name.Length).Append(_nameWidth).Max();
        _path.Begin(DateTime.UtcNow);
    }

    public void Say(string resource, string text)
    {
        if (options.Quiet)
            return;
        lock (_lock)
            Console.Out.WriteLine($"{(DateTime.UtcNow - _zero).TotalSeconds,7:0.00} s  {resource.PadRight(_nameWidth)}  {text}");
    }

    /// <summary>The resource is healthy. When it was the last, the way there is shown, before its ready handlers say their own.</summary>
    public void Healthy(IResource resource)
    {
        // Whoever waits for an installation waits for its end.
        if (!_awaitedToFinish.Contains(resource))
            Done(resource);
    }

    public async Task WatchAsync(CancellationToken cancel)
    {
        await foreach (var change in notifications.WatchAsync(cancel))
        {
            if (change.Resource is not ParameterResource)
                Show(change.Resource, change.Snapshot);
        }
    }

    private void Show(IResource resource, CustomResourceSnapshot snapshot)
    {
        var now = (snapshot.State?.Text, snapshot.HealthStatus, snapshot.ReadyTimeStamp is not null);
        var before = _shown.GetValueOrDefault(resource.Name);
        if (now == before)
            return;
        _shown[resource.Name] = now;

        switch (snapshot.State?.Text)
        {
            case KnownResourceStates.Running when _awaitedToFinish.Contains(resource):
                break;
            case KnownResourceStates.Running when snapshot.ReadyTimeStamp is { } ready && !before.Ready:
                Say(resource.Name, $"ready in {(ready - snapshot.StartTimeStamp)?.TotalSeconds:0.00} s  {string.Join(' ', snapshot.Urls.Select(url => url.Url))}");
                break;
            case KnownResourceStates.Running when before.State == KnownResourceStates.Restarting:
                Say(resource.Name, "started again");
                break;
            case KnownResourceStates.Running when before is { Ready: true } && before.Health != snapshot.HealthStatus:
                Say(resource.Name, $"{snapshot.HealthStatus}: {snapshot.HealthReports.FirstOrDefault(report => report.Status != HealthStatus.Healthy)?.Description}".TrimEnd(' ', ':'));
                break;
            case KnownResourceStates.Finished:
                Say(resource.Name, $"finished in {(snapshot.StopTimeStamp - snapshot.StartTimeStamp)?.TotalSeconds:0.00} s");
                Done(resource);
                break;
            case KnownResourceStates.Skipped:
                Say(resource.Name, $"skipped: {snapshot.Reason}");
                break;
            case KnownResourceStates.Restarting or KnownResourceStates.FailedToStart or KnownResourceStates.ValueMissing:
            case KnownResourceStates.Exited when before.State != KnownResourceStates.Stopping:
                Say(resource.Name, $"{snapshot.State.Text}: {snapshot.Reason ?? $"exit code {snapshot.ExitCode}"}{Tail(resource)}");
                break;
            case KnownResourceStates.Exited:
                Say(resource.Name, "stopped");
                break;
        }
    }

    private string Tail(IResource resource) => string.Concat(
        logs.LogOf(resource.Name).Tail(LastLines).Select(line => $"{Environment.NewLine}{new string(' ', 13)}| {Short(line.Content)}"));

    private static string Short(string line) => line.Length <= LineLength ? line : line[..LineLength] + "…";

    private void Done(IResource resource)
    {
        string? summary;
        lock (_lock)
        {
            _path.Done(resource, DateTime.UtcNow);
            summary = _expected.Remove(resource) && _expected.Count == 0 ? _path.Describe() : null;
        }

        if (summary is not null)
            Say("ready", $"in {(DateTime.UtcNow - _zero).TotalSeconds:0.0} s. Critical path: {summary}");
    }
}
