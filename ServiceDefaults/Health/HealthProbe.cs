using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Suite.ServiceDefaults;

/// <summary>
/// One check, and what it last said. However many ask, it runs once at a time, at most once in <c>freshness</c>, and never longer
/// than its time limit: whoever looks after a service in trouble must not add to the trouble.
/// </summary>
internal sealed class HealthProbe
{
    /// <summary>The entry's datum that says since when the check has had its status.</summary>
    public const string Since = "since";

    private static readonly TimeSpan UsualLimit = TimeSpan.FromSeconds(5);

    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _limit;
    private readonly SharedValue<HealthReportEntry> _entry;
    private Task<HealthCheckResult>? _check;
    private HealthStatus? _lastAnswer;
    private HealthStatus? _status;
    private DateTimeOffset _since;

    public HealthProbe(HealthCheckRegistration registration, IServiceScopeFactory scopes, TimeSpan freshness, TimeProvider clock)
    {
        Registration = registration;
        _scopes = scopes;
        _clock = clock;
        _limit = registration.Timeout > TimeSpan.Zero ? registration.Timeout : UsualLimit;
        _entry = new(LookAfreshAsync, freshness, clock);
    }

    public HealthCheckRegistration Registration { get; }

    public Task<HealthReportEntry> LookAsync() => _entry.GetAsync();

    private async Task<HealthReportEntry> LookAfreshAsync()
    {
        var start = _clock.GetTimestamp();
        var answer = await AskAsync();
        var took = _clock.GetElapsedTime(start);

        var status = Settled(answer.Status);
        if (status != _status)
            (_status, _since) = (status, _clock.GetUtcNow());
        return new HealthReportEntry(
            status, answer.Description, took, answer.Exception,
            new Dictionary<string, object> { [Since] = _since }, Registration.Tags);
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
            return await _check.WaitAsync(_limit, _clock);
        }
        catch (TimeoutException)
        {
            return Overrun();
        }
    }

    private async Task<HealthCheckResult> CheckAsync()
    {
        using var limit = new CancellationTokenSource(_limit, _clock);
        await using var scope = _scopes.CreateAsyncScope();
        try
        {
            return await Registration.Factory(scope.ServiceProvider)
                .CheckHealthAsync(new HealthCheckContext { Registration = Registration }, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Overrun();
        }
        catch (Exception failure)
        {
            return new HealthCheckResult(Registration.FailureStatus, failure.Message, failure);
        }
    }

    private HealthCheckResult Overrun() => new(Registration.FailureStatus, $"No answer within {_limit.TotalSeconds:0.#} s.");
}
