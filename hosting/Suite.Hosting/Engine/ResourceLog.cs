using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.Engine;

/// <summary>One resource's console: the newest lines in memory, all of this run in a file.</summary>
internal sealed class ResourceLog : ILogger, IDisposable
{
    private const int LinesHeld = 10_000;

    private readonly Lock _lock = new();
    private readonly Queue<LogLine> _lines = new();
    private readonly HashSet<Channel<LogLine>> _watchers = [];
    private readonly StreamWriter? _file;
    private DateTime _last;
    private int _count;
    private bool _closed;

    public ResourceLog(string name, string? folder) =>
        _file = folder is null ? null : new StreamWriter(Path.Combine(folder, name + ".log"), append: false) { AutoFlush = true };

    public void Add(string text, bool isError)
    {
        lock (_lock)
        {
            // Readers tell by the time what is new: no two lines of a log share one.
            _last = new DateTime(Math.Max(DateTime.UtcNow.Ticks, _last.Ticks + 1), DateTimeKind.Utc);
            var line = new LogLine(++_count, text, isError) { At = _last };
            _lines.Enqueue(line);
            if (_lines.Count > LinesHeld)
                _lines.Dequeue();
            foreach (var watcher in _watchers)
                watcher.Writer.TryWrite(line);
            if (!_closed)
                _file?.WriteLine($"{line.At:HH:mm:ss.fff} {AnsiText.Strip(text)}");
        }
    }

    public IReadOnlyList<LogLine> Tail(int count)
    {
        lock (_lock)
            return [.. _lines.TakeLast(count)];
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        // A watcher who does not read loses the oldest lines, as everyone does.
        var channel = Channel.CreateBounded<LogLine>(new BoundedChannelOptions(LinesHeld) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_lock)
        {
            foreach (var line in _lines)
                channel.Writer.TryWrite(line);
            _watchers.Add(channel);
        }

        try
        {
            while (await channel.Reader.WaitToReadAsync(cancel))
            {
                var lines = new List<LogLine>();
                while (channel.Reader.TryRead(out var line))
                    lines.Add(line);
                yield return lines;
            }
        }
        finally
        {
            lock (_lock)
                _watchers.Remove(channel);
        }
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Add(formatter(state, exception) + (exception is null ? "" : Environment.NewLine + exception), logLevel >= LogLevel.Error);

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            _file?.Dispose();
            foreach (var watcher in _watchers)
                watcher.Writer.TryComplete();
        }
    }
}
