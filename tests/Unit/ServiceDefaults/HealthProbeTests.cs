using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Suite.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Unit.ServiceDefaults;

public sealed class HealthProbeTests : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();
    private readonly Clock _clock = new();

    [Fact]
    public async Task However_many_ask_at_once_the_check_runs_once()
    {
        var check = new Check();
        var gate = new TaskCompletionSource<HealthCheckResult>();
        check.Answer = _ => gate.Task;
        var probe = ProbeOf(check);

        var looks = Enumerable.Range(0, 50).Select(_ => probe.LookAsync()).ToArray();
        gate.SetResult(HealthCheckResult.Healthy());
        await Task.WhenAll(looks);

        Assert.Equal(1, check.Runs);
    }

    [Fact]
    public async Task An_answer_is_good_for_a_second_and_no_longer()
    {
        var check = new Check();
        var probe = ProbeOf(check);

        await probe.LookAsync();
        _clock.Advance(Freshness / 2);
        await probe.LookAsync();
        Assert.Equal(1, check.Runs);

        _clock.Advance(Freshness);
        await probe.LookAsync();
        Assert.Equal(2, check.Runs);
    }

    [Fact]
    public async Task A_check_that_heeds_no_limit_is_reported_and_no_second_one_is_started_beside_it()
    {
        var check = new Check { Answer = _ => new TaskCompletionSource<HealthCheckResult>().Task };
        var probe = ProbeOf(check, limit: TimeSpan.FromMilliseconds(20));

        var first = await probe.LookAsync();
        _clock.Advance(Freshness);
        var second = await probe.LookAsync();

        Assert.Equal(1, check.Runs);
        Assert.All([first, second], look => Assert.Equal("No answer within 0 s.", look.Description));
    }

    [Fact]
    public async Task One_failure_of_a_check_that_was_well_is_degraded_and_the_second_in_a_row_counts()
    {
        var check = new Check();
        var probe = ProbeOf(check);
        var seen = new List<HealthStatus>();

        foreach (var fails in new[] { false, true, true, false, true, false })
        {
            check.Answer = _ => Task.FromResult(fails ? HealthCheckResult.Unhealthy("away") : HealthCheckResult.Healthy());
            seen.Add((await probe.LookAsync()).Status);
            _clock.Advance(Freshness);
        }

        Assert.Equal(
            [HealthStatus.Healthy, HealthStatus.Degraded, HealthStatus.Unhealthy, HealthStatus.Healthy, HealthStatus.Degraded, HealthStatus.Healthy],
            seen);
    }

    [Fact]
    public async Task A_check_that_never_was_well_gets_no_benefit_of_the_doubt()
    {
        var check = new Check { Answer = _ => throw new InvalidOperationException("no such host") };

        var look = await ProbeOf(check).LookAsync();

        Assert.Equal(HealthStatus.Unhealthy, look.Status);
        Assert.Equal("no such host", look.Description);
    }

    [Fact]
    public async Task It_tells_since_when_it_is_so()
    {
        var check = new Check();
        var probe = ProbeOf(check);
        var began = _clock.GetUtcNow();

        await probe.LookAsync();
        _clock.Advance(TimeSpan.FromMinutes(3));
        var look = await probe.LookAsync();

        Assert.Equal(began, look.Data[HealthProbe.Since]);
    }

    public void Dispose() => _services.Dispose();

    private HealthProbe ProbeOf(Check check, TimeSpan? limit = null) => new(
        new HealthCheckRegistration("check", check, HealthStatus.Unhealthy, null, limit ?? TimeSpan.FromSeconds(30)),
        _services.GetRequiredService<IServiceScopeFactory>(), Freshness, _clock);

    private sealed class Check : IHealthCheck
    {
        private int _runs;

        public int Runs => _runs;

        public Func<CancellationToken, Task<HealthCheckResult>> Answer { get; set; } = _ => Task.FromResult(HealthCheckResult.Healthy());

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _runs);
            return Answer(cancellationToken);
        }
    }

    /// <summary>Stands still between two advances; its timers run by real time.</summary>
    private sealed class Clock : TimeProvider
    {
        private TimeSpan _now = TimeSpan.FromDays(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan by) => _now += by;

        public override long GetTimestamp() => _now.Ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _now;
    }
}
