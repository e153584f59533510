using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Suite.ServiceDefaults;

/// <summary>
/// One check, and what it last said. However many ask, it runs once at a time, at most once in <paramref name="freshness"/>, and
/// never longer than its time limit: whoever looks after a service in trouble must not add to the trouble.
/// </summary>
internal sealed class HealthProbe(
    HealthCheckRegistration registration, IServiceScopeFactory scopes, TimeSpan freshness, TimeProvider clock)
{
    /// <summary>The entry's datum that says since when the check has had its status.</summary>
    public const string Since = "since";

    private static readonly TimeSpan UsualLimit = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly TimeSpan _limit = registration.Timeout > TimeSpan.Zero ? registration.Timeout : UsualLimit;
    private Task<HealthReportEntry>? _look;
    private Task<HealthCheckResult>? _check;
    private long _endedAt;
    private HealthStatus? _lastAnswer;
    private HealthStatus? _status;
    private DateTimeOffset _since;

    public HealthCheckRegistration Registration => registration;

    public Task<HealthReportEntry> LookAsync()
    {
        lock (_lock)
        {
            if (_look is null || (_look.IsCompleted && clock.GetElapsedTime(_endedAt) >= freshness))
                _look = Task.Run(LookAfreshAsync);
            return _look;
        }
    }

    private async Task<HealthReportEntry> LookAfreshAsync()
    {
        var start = clock.GetTimestamp();
        var answer = await AskAsync();
        _endedAt = clock.GetTimestamp();

        var status = Settled(answer.Status);
        if (status != _status)
            (_status, _since) = (status, clock.GetUtcNow());
        return new HealthReportEntry(
            status, answer.Description, clock.GetElapsedTime(start, _endedAt), answer.Exception,
            new Dictionary<string, object> { [Since] = _since }, registration.Tags);
    }

    /// <summary>
    /// A check that was well and fails once has met a full pool or a busy moment as often as an outage: that is degraded. The
    /// second failure in a row counts; taking a service out of use and back each time would be worse than either.
    /// </summary>
    private HealthStatus Settled(HealthStatus answer)
    {
        var isFirst = answer == HealthStatus.Unhealthy && _lastAnswer is HealthStatus.Healthy or HealthStatus.Degraded;
        _lastAnswer = answer;
        return isFirst ? HealthStatus.Degraded : answer;
    }

    private async Task<HealthCheckResult> AskAsync()
    {
        // One that did not heed its time limit is still at it: another beside it would only pile up.
        if (_check is not { IsCompleted: false })
            _check = CheckAsync();
        try
        {
            return await _check.WaitAsync(_limit, clock);
        }
        catch (TimeoutException)
        {
            return Overrun();
        }
    }

    private async Task<HealthCheckResult> CheckAsync()
    {
        using var limit = new CancellationTokenSource(_limit, clock);
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            return await registration.Factory(scope.ServiceProvider)
                .CheckHealthAsync(new HealthCheckContext { Registration = registration }, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Overrun();
        }
        catch (Exception failure)
        {
            return new HealthCheckResult(registration.FailureStatus, failure.Message, failure);
        }
    }

    private HealthCheckResult Overrun() => new(registration.FailureStatus, $"No answer within {_limit.TotalSeconds:0.#} s.");
}
