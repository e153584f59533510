using System.Diagnostics.Metrics;
using StackExchange.Redis;

namespace Suite.Platform;

/// <summary>Redis's own figures, meter <c>Suite.Redis</c>. Every replica reports the same: take the greatest.</summary>
internal sealed class RedisFigures
{
    private const string Up = "up";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly IConnectionMultiplexer? _redis;
    private readonly FigureBoard _board;

    public RedisFigures(IMeterFactory meters, IConnectionMultiplexer? redis = null)
    {
        _redis = redis;
        _board = new FigureBoard(meters.Create("Suite.Redis"), "suite.redis");
        _board.Gauge(Up, "{server}", "1 when the last look was answered.");
        _board.Gauge("uptime", "s", "Since the server started.");
        _board.Gauge("clients", "{client}", "Clients of the server.", "state");
        _board.Gauge("memory.used", "By", "Memory of the data and what it takes to hold it.");
        _board.Gauge("memory.peak", "By", "The most that was ever used.");
        _board.Gauge("memory.limit", "By", "What may be used; 0: no limit.");
        _board.Gauge("memory.fragmentation", "1", "Memory taken of the machine for each byte used.");
        _board.Counter("commands", "{command}", "Commands processed.");
        _board.Counter("connections", "{connection}", "Connections accepted.");
        _board.Counter("hits", "{key}", "Keys that were looked up and found.");
        _board.Counter("misses", "{key}", "Keys that were looked up and not found.");
        _board.Counter("evicted", "{key}", "Keys removed for want of memory.");
        _board.Counter("expired", "{key}", "Keys whose time was over.");
        _board.Gauge("keys", "{key}", "Keys there are.", "db");
        _board.Counter("network", "By", "Bytes that went in and out.", "direction");
        _board.Gauge("persistence.ok", "{file}", "1 when the last save, or the last append, succeeded.", "file");
        _board.Gauge("persistence.changes", "{change}", "Changes since the last snapshot.");
    }

    /// <summary>False without a Redis, too: there is nothing to say of it.</summary>
    public bool Wanted => _redis is not null && _board.Wanted;

    public async Task ReadAsync(CancellationToken cancel)
    {
        try
        {
            var info = await _redis!.GetDatabase().ExecuteAsync("INFO").WaitAsync(Patience, cancel);
            _board.Show([new Figure(Up, 1), .. RedisInfo.Figures((string)info!)]);
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            _board.Show([new Figure(Up, 0)]);
        }
    }
}
