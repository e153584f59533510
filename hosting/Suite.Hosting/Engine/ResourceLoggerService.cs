using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Suite.Hosting.Engine;

namespace Suite.Hosting.ApplicationModel;

/// <summary>A line of a resource's console. Numbers start at 1 and have no gaps.</summary>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage)
{
    internal DateTime At { get; init; }
}

/// <summary>Holds the newest lines of every resource's console, and tells whoever watches.</summary>
public sealed class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);
    private string? _folder;

    /// <summary>A logger whose messages appear among the resource's own lines.</summary>
    public ILogger GetLogger(IResource resource) => GetLogger(resource.Name);

    public ILogger GetLogger(string resourceName) => LogOf(resourceName);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource) => WatchAsync(resource.Name);

    /// <summary>The lines still held, then every new one.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(
        string resourceName, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var lines in LogOf(resourceName).WatchAsync(cancellationToken))
            yield return lines;
    }

    public void Dispose()
    {
        foreach (var log in _logs.Values)
            log.Dispose();
    }

    internal ResourceLog LogOf(string resourceName) => _logs.GetOrAdd(resourceName, name => new ResourceLog(name, _folder));

    /// <summary>From now on every log is also a file of this folder.</summary>
    internal void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        _folder = folder;
    }
}
