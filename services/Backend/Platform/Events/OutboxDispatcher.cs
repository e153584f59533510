using System.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Suite.Platform;

/// <summary>
/// Reads the outbox on one replica at a time: whoever holds the session's advisory lock. The same connection holds the lock,
/// hears NOTIFY and publishes, so a dispatcher that lost its lock cannot publish either.
/// </summary>
internal sealed partial class OutboxDispatcher(
    Db db, Publisher publisher, EventDelivery delivery, Housekeeping housekeeping,
    Backoff backoff, TimeProvider clock, ILogger<OutboxDispatcher> logger) : BackgroundService
{
    private const long Lock = MigrationLedger.Lock + 1;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    // An event waits until none has come for a moment, so that its publication, which is a commit, is not in the way of the work that
    // it is about; but not for long.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(25);

    // A publication is a commit: while there is much to tell, what comes within a moment shares one.
    private const int Many = 20;
    private const long Much = 16 * 1024;
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var attempt = 1; !stoppingToken.IsCancellationRequested; attempt++)
        {
            try
            {
                await using var session = await db.OpenSessionAsync(stoppingToken);
                var connection = session.Connection;
                if (await Db.On(connection).FirstAsync(PlatformSql.TryLock, args => args.Add(Lock), row => row.GetBoolean(0), stoppingToken))
                    await LeadAsync(connection, stoppingToken);
                attempt = 0;
                await Task.Delay(Poll, clock, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Log.Interrupted(logger, failure);
                await backoff.DelayAsync(attempt, stoppingToken);
            }
        }
    }

    private async Task LeadAsync(NpgsqlConnection connection, CancellationToken stopping)
    {
        Log.Leading(logger);
        using var leading = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var deliveries = delivery.RunAsync(leading.Token);
        var keeping = housekeeping.RunAsync(leading.Token);
        try
        {
            // Planned anew each time: a plan that was kept while the outbox was empty would read all of a backlog for every batch.
            const string prepare = "listen platform_outbox; set plan_cache_mode = force_custom_plan";
            await using (var command = new NpgsqlCommand(prepare, connection))
                await command.ExecuteNonQueryAsync(stopping);
            await DispatchAsync(connection, stopping);
        }
        finally
        {
            await leading.CancelAsync();
            await Task.WhenAll(deliveries, keeping).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task DispatchAsync(NpgsqlConnection connection, CancellationToken stopping)
    {
        // What is notified while a statement runs comes with its answer, and not to whoever waits afterwards.
        var heard = false;
        connection.Notification += (_, _) => heard = true;
        while (true)
        {
            heard = false;
            var started = clock.GetTimestamp();
            var published = await publisher.PublishAsync(connection, stopping);
            if (published.Count > 0)
            {
                delivery.Wake();
                housekeeping.Note(published.Bytes);
            }

            if (published.MayBeMore)
                continue;
            if ((published.Count >= Many || published.Bytes >= Much) && Gather - clock.GetElapsedTime(started) is { Ticks: > 0 } rest)
                await Task.Delay(rest, clock, stopping);
            // Every event is notified; the poll is for one that the last look passed over. A wait that ends by itself throws inside the
            // driver, which a suite without work should not do every second.
            if (!heard)
                await connection.WaitAsync(published.MayBeBehind ? Poll : Timeout.InfiniteTimeSpan, stopping);
            if (heard)
                await SettleAsync(connection, stopping);
        }
    }

    private async Task SettleAsync(NpgsqlConnection connection, CancellationToken stopping)
    {
        var began = clock.GetTimestamp();
        bool more;
        do
            more = await connection.WaitAsync(Moment, stopping);
        while (more && clock.GetElapsedTime(began) < LongestWait);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "This replica dispatches the outbox.")]
        public static partial void Leading(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "Dispatching the outbox was interrupted: trying again.")]
        public static partial void Interrupted(ILogger logger, Exception failure);
    }
}
