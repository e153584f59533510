using System.Text.Json;

namespace Suite.Bench.Sockets;

/// <summary>One client that follows its team, comes back after the last number it had, and counts what it should not see.</summary>
internal sealed class Follower : IDisposable
{
    private const int AtOnce = 50;

    private readonly Uri _address;
    private readonly Latencies? _latencies;
    private volatile WireSocket? _socket;
    private volatile bool _ended;
    private DateTimeOffset _connected = DateTimeOffset.UtcNow;
    private long? _seq;

    private Follower(Uri address, Latencies? latencies) => (_address, _latencies) = (address, latencies);

    public long Seq => _seq ?? -1;

    public long Missed { get; private set; }

    public long Doubled { get; private set; }

    public int Resets { get; private set; }

    public int Resumed { get; private set; }

    /// <summary>Messages of the time in which it was away.</summary>
    public int CaughtUp { get; private set; }

    /// <summary>Connects many. Without <paramref name="latencies"/> they never read.</summary>
    public static async Task<List<Follower>> ConnectAsync(int count, Uri address, Latencies? latencies)
    {
        var followers = new List<Follower>();
        foreach (var some in Enumerable.Range(0, count).Chunk(AtOnce))
        {
            var connected = await Task.WhenAll(some.Select(_ => ConnectOneAsync(address, latencies)));
            followers.AddRange(connected);
        }

        return followers;
    }

    /// <summary>Loses the connection, as by a network that goes away, and comes back by itself.</summary>
    public void Drop() => _socket?.Dispose();

    public void Dispose()
    {
        _ended = true;
        _socket?.Dispose();
    }

    private static async Task<Follower> ConnectOneAsync(Uri address, Latencies? latencies)
    {
        var follower = new Follower(address, latencies) { _socket = await WireSocket.OpenAsync(address, "/ws/live") };
        if (latencies is not null)
            _ = follower.FollowAsync();
        return follower;
    }

    private async Task FollowAsync()
    {
        while (!_ended)
        {
            try
            {
                await foreach (var frame in _socket!.ReadAsync())
                    Take(frame.Span);
            }
            catch (Exception failure) when (failure is IOException or ObjectDisposedException or System.Net.Sockets.SocketException)
            {
                // Dropped: back again below.
            }

            if (_ended)
                return;
            await Task.Delay(Random.Shared.Next(2_000));
            _socket = await WireSocket.OpenAsync(_address, $"/ws/live?after={_seq}");
            _connected = DateTimeOffset.UtcNow;
            Resumed++;
        }
    }

    private void Take(ReadOnlySpan<byte> frame)
    {
        var (seq, topic, at) = Envelope(frame);
        switch (topic)
        {
            case "live.hello":
                _seq ??= seq;
                break;
            case "live.reset":
                Resets++;
                _seq = seq;
                break;
            case "live.ping":
                break;
            default:
                Missed += Math.Max(0, seq - Seq - 1);
                Doubled += seq <= Seq ? 1 : 0;
                _seq = seq;
                if (at >= _connected)
                    _latencies!.Add(at);
                else
                    CaughtUp++;
                break;
        }
    }

    private static (long Seq, string Topic, DateTimeOffset At) Envelope(ReadOnlySpan<byte> frame)
    {
        var json = new Utf8JsonReader(frame);
        var (seq, topic, at) = (0L, "", default(DateTimeOffset));
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName)
                continue;
            if (json.ValueTextEquals("payload"u8))
                break;
            if (json.ValueTextEquals("seq"u8) && json.Read())
                seq = json.GetInt64();
            else if (json.ValueTextEquals("topic"u8) && json.Read())
                topic = json.GetString()!;
            else if (json.ValueTextEquals("at"u8) && json.Read())
                at = json.GetDateTimeOffset();
        }

        return (seq, topic, at);
    }
}
