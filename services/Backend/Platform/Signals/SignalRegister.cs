using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Suite.Platform;

/// <summary>Who wants to hear which signal in this process.</summary>
internal sealed partial class SignalRegister(ILogger<SignalRegister> logger)
{
    private ImmutableDictionary<string, ImmutableList<Action<string>>> _handlers =
        ImmutableDictionary<string, ImmutableList<Action<string>>>.Empty;

    public IDisposable Add(string name, Action<string> handler)
    {
        ImmutableInterlocked.AddOrUpdate(ref _handlers, name, [handler], (_, all) => all.Add(handler));
        return new Subscription(() =>
            ImmutableInterlocked.AddOrUpdate(ref _handlers, name, [], (_, all) => all.Remove(handler)));
    }

    /// <param name="message">As it travels: <c>name:payload</c>.</param>
    public void Raise(string message)
    {
        var colon = message.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && _handlers.TryGetValue(message[..colon], out var handlers))
            Call(handlers, message[(colon + 1)..]);
    }

    public void RaiseAll()
    {
        foreach (var handlers in _handlers.Values)
            Call(handlers, "");
    }

    private void Call(ImmutableList<Action<string>> handlers, string payload)
    {
        foreach (var handler in handlers)
        {
            try
            {
                handler(payload);
            }
            catch (Exception failure)
            {
                Log.HandlerFailed(logger, failure);
            }
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A signal's handler failed.")]
        public static partial void HandlerFailed(ILogger logger, Exception failure);
    }
}
