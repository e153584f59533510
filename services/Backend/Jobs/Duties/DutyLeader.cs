using System.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>
/// Runs the duties on the one replica that holds an advisory lock. The lock belongs to a connection, so a replica that dies lets go of
/// it, and the others, who ask every second, take over.
/// </summary>
internal sealed partial class DutyLeader(
    Db db, IEnumerable<IDuty> duties, TimeProvider clock, Random random, ILogger<DutyLeader> logger) : BackgroundService
{
    // "jobs" in ASCII: any number will do that nobody else takes.
    internal const long Lock = 0x6a6f6273;

    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failures = 0; !stoppingToken.IsCancellationRequested;)
        {
            var pause = AskEvery;
            try
            {
                await using var session = await db.OpenSessionAsync(stoppingToken);
                var connection = session.Connection;
                if (await Db.On(connection).FirstAsync(DutySql.TryLead, args => args.Add(Lock), row => row.GetBoolean(0), stoppingToken))
                    await LeadAsync(connection, stoppingToken);
                failures = 0;
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Log.Lost(logger, failure.Message);
                pause = RetryDelay.After(++failures, TimeSpan.FromMilliseconds(100), LongestPause, random);
            }
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LeadAsync(NpgsqlConnection connection, CancellationToken stopping)
    {
        Log.Leading(logger);
        using var leading = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var running = Task.WhenAll(duties.Select(duty => RepeatAsync(duty, leading.Token)));
        try
        {
            // Fails when the connection breaks, and the lock with it.
            while (true)
            {
                await Task.Delay(AskEvery, clock, stopping);
                await Db.On(connection).ExecuteAsync(DutySql.StillThere, null, stopping);
            }
        }
        finally
        {
            await leading.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RepeatAsync(IDuty duty, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                if (await duty.RunAsync(cancel))
                    continue;
            }
            catch (Exception failure) when (!cancel.IsCancellationRequested)
            {
                Log.Skipped(logger, duty.GetType().Name, failure.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Task.Delay(duty.Every, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "This replica does the duties of the job engine.")]
        public static partial void Leading(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "Not doing the duties of the job engine just now: {Reason}")]
        public static partial void Lost(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Warning, "{Duty} was skipped this time: {Reason}")]
        public static partial void Skipped(ILogger logger, string duty, string reason);
    }
}
