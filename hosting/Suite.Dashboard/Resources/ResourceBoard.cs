using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Suite.Dashboard.Resources;

/// <summary>
/// What the engine last said about every resource. One connection to the engine feeds any number of browsers, and what
/// was last known stays visible while the engine is away.
/// </summary>
internal sealed partial class ResourceBoard(EngineClient engine, TimeProvider clock, ILogger<ResourceBoard> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, JsonObject> _resources = [];
    private readonly List<Channel<JsonObject>> _listeners = [];
    private bool _connected;

    /// <summary><c>{connected, resources}</c> with secrets masked.</summary>
    public JsonObject Snapshot()
    {
        lock (_lock)
        {
            return new JsonObject
            {
                ["connected"] = _connected,
                ["resources"] = new JsonArray([.. _resources.Values.Select(Secrets.Mask)]),
            };
        }
    }

    /// <summary>The resource as the engine gave it, secrets included.</summary>
    public JsonObject? Find(string name)
    {
        lock (_lock)
            return _resources.GetValueOrDefault(name);
    }

    /// <summary>The addresses at which resources listen.</summary>
    public IReadOnlyList<(string Resource, Uri Url)> Endpoints()
    {
        lock (_lock)
        {
            return [.. from resource in _resources
                from endpoint in resource.Value["endpoints"] as JsonArray ?? []
                let url = Uri.TryCreate(endpoint?["url"]?.GetValue<string>(), UriKind.Absolute, out var parsed) ? parsed : null
                where url is not null
                select (resource.Key, url)];
        }
    }

    /// <summary>A snapshot, then <c>{connected}</c> or <c>{resource}</c> for each change.</summary>
    public ChannelReader<JsonObject> Listen(CancellationToken cancel)
    {
        var channel = Channel.CreateBounded<JsonObject>(1000);
        lock (_lock)
        {
            channel.Writer.TryWrite(Snapshot());
            _listeners.Add(channel);
        }
        cancel.Register(() => Remove(channel));
        return channel.Reader;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (engine.IsConfigured && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var change in engine.WatchResourcesAsync(stoppingToken))
                    Apply(change);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                if (_connected)
                    Log.Lost(logger, failure.Message);
            }
            SetConnected(false);
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal void Apply(JsonNode change)
    {
        if (change is JsonArray all)
        {
            lock (_lock)
            {
                _resources.Clear();
                foreach (var resource in all.OfType<JsonObject>())
                    Keep(resource);
                _connected = true;
                Tell(Snapshot());
            }
        }
        else if (change is JsonObject one)
        {
            lock (_lock)
            {
                Keep(one);
                Tell(new JsonObject { ["resource"] = Secrets.Mask(one) });
            }
        }
    }

    // The engine tells the present. The start-up is the past: what a resource last waited for, and its first way to readiness.
    private void Keep(JsonObject resource)
    {
        var name = resource["name"]!.GetValue<string>();
        var before = _resources.GetValueOrDefault(name);
        var waiting = resource["waitingFor"] as JsonArray ?? [];
        resource["heldBackBy"] = waiting.Count > 0 ? waiting.DeepClone() : before?["heldBackBy"]?.DeepClone() ?? new JsonArray();
        resource["firstStart"] = before?["firstStart"] is JsonObject first && first["readyAt"] is not null
            ? first.DeepClone()
            : new JsonObject
            {
                ["startedAt"] = resource["startedAt"]?.DeepClone(),
                ["readyAt"] = resource["readyAt"]?.DeepClone(),
                ["stoppedAt"] = resource["stoppedAt"]?.DeepClone(),
            };
        _resources[name] = resource;
    }

    private void SetConnected(bool connected)
    {
        lock (_lock)
        {
            if (_connected == connected)
                return;
            _connected = connected;
            Tell(new JsonObject { ["connected"] = connected });
        }
    }

    // A browser that does not keep up is let go: it connects again and starts from a snapshot.
    private void Tell(JsonObject message)
    {
        foreach (var listener in _listeners.ToArray())
        {
            if (!listener.Writer.TryWrite(message))
                Remove(listener);
        }
    }

    private void Remove(Channel<JsonObject> listener)
    {
        lock (_lock)
            _listeners.Remove(listener);
        listener.Writer.TryComplete();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The engine's resource service went away: {Reason}")]
        public static partial void Lost(ILogger logger, string reason);
    }
}
