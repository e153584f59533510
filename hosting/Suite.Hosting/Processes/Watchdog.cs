using System.Diagnostics;

namespace Suite.Hosting.Processes;

/// <summary>
/// A shell in a session of its own that knows every process group we started, and ends what is left of them when our end of
/// its pipe closes: also when the AppHost is killed, and grandchildren too, which the parent-death signal does not reach.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Process _shell;

    private Watchdog(Process shell) => _shell = shell;

    public static Watchdog Start()
    {
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Script()]) { RedirectStandardInput = true };
        return new Watchdog(Process.Start(start) ?? throw new InvalidOperationException("The watchdog did not start."));
    }

    /// <param name="stopCommand">Words without spaces; when there are any, they are run in the signal's place.</param>
    public void Started(int group, int stopSignal, IReadOnlyList<string>? stopCommand) =>
        Tell($"+{group} {Posix.NameOf(stopSignal)} {string.Join(' ', stopCommand ?? [])}");

    public void Ended(int group) => Tell($"-{group}");

    public void Dispose()
    {
        _shell.StandardInput.Dispose();
        _shell.Dispose();
    }

    private static string Script()
    {
        using var reader = new StreamReader(typeof(Watchdog).Assembly.GetManifestResourceStream("watchdog.sh")!);
        return reader.ReadToEnd();
    }

    private void Tell(string line)
    {
        lock (_lock)
        {
            try
            {
                _shell.StandardInput.WriteLine(line);
                _shell.StandardInput.Flush();
            }
            catch (Exception failure) when (failure is IOException or ObjectDisposedException)
            {
                // Someone ended the watchdog. Children still carry the parent-death signal.
            }
        }
    }
}
