using System.Diagnostics;
using System.Globalization;
using Suite.Testing;

namespace Suite.Tests.Integration.Dashboard.Telemetry;

/// <summary>tests/TelemetryWriter as a process of its own.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;

    private WriterProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <param name="limit">What the shell does before: <c>ulimit -Sf 4096</c>.</param>
    public static WriterProcess Start(string folder, string limit = "true")
    {
        var program = Path.Combine(
            Repository.Root, "tests", "TelemetryWriter", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
            new DirectoryInfo(AppContext.BaseDirectory).Name, "Suite.Tests.TelemetryWriter");
        // A file that may not grow then gives an error, as a full disk does, and not a signal that ends the process.
        var start = new ProcessStartInfo("sh", ["-c", $"trap '' XFSZ; {limit}; exec \"$0\" \"$1\"", program, folder]) { RedirectStandardOutput = true };
        return new(Process.Start(start)!);
    }

    /// <summary>Reads until <paramref name="word"/> counts at least so many; the count that it told.</summary>
    public async Task<long> ReachAsync(string word, long least)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await _process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.StartsWith(word, StringComparison.Ordinal)
                && long.Parse(line[(word.Length + 1)..], CultureInfo.InvariantCulture) is var count && count >= least)
                return count;
        }
        throw new InvalidOperationException("The writer ended.");
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}
