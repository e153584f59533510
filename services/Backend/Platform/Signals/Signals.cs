using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Suite.Platform;

/// <summary>Hears signals over one PostgreSQL connection and over Redis; sends them over whichever answers.</summary>
internal sealed partial class Signals(
    Db db, RedisSignals redis, SignalRegister register, Backoff backoff, ILogger<Signals> logger) : BackgroundService, ISignals
{
    private const string PostgresChannel = "suite_signal";
    private volatile bool _listening;

    public bool IsListening => _listening;

    public IDisposable Subscribe(string name, Action<string> onSignal) => register.Add(name, onSignal);

    public async Task PublishAsync(string name, string payload, CancellationToken cancel)
    {
        if (await redis.TryPublishAsync($"{name}:{payload}"))
            return;
        try
        {
            await NotifyAsync(db, PlatformSql.NotifyAtOnce, name, payload, cancel);
        }
        catch (NpgsqlException failure)
        {
            Log.NotSent(logger, name, failure.Message);
        }
    }

    public Task PublishAsync(ISql within, string name, string payload, CancellationToken cancel) =>
        NotifyAsync(within, PlatformSql.Notify, name, payload, cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var _ = redis.Listen(stoppingToken);
        for (var attempt = 1; !stoppingToken.IsCancellationRequested; attempt++)
        {
            try
            {
                await ListenAsync(() => attempt = 0, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Log.Lost(logger, failure.Message);
                await backoff.DelayAsync(attempt, stoppingToken);
            }
            finally
            {
                _listening = false;
            }
        }
    }

    private static Task<int> NotifyAsync(ISql sql, string statement, string name, string payload, CancellationToken cancel) =>
        sql.ExecuteAsync(statement, args => args.Add(PostgresChannel).Add($"{name}:{payload}"), cancel);

    private async Task ListenAsync(Action connected, CancellationToken cancel)
    {
        await using var session = await db.OpenSessionAsync(cancel);
        var connection = session.Connection;
        connection.Notification += (_, notification) => register.Raise(notification.Payload);
        await using (var listen = new NpgsqlCommand($"listen {PostgresChannel}", connection))
            await listen.ExecuteNonQueryAsync(cancel);
        connected();
        _listening = true;
        register.RaiseAll();
        while (true)
            await connection.WaitAsync(cancel);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Signal {Name} was not sent ({Reason}); its listeners will look by themselves.")]
        public static partial void NotSent(ILogger logger, string name, string reason);

        [LoggerMessage(LogLevel.Warning, "Not hearing PostgreSQL's notifications ({Reason}): reconnecting.")]
        public static partial void Lost(ILogger logger, string reason);
    }
}
