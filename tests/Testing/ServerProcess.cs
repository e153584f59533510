using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Suite.Testing;

/// <summary>A server that a test started: its output is kept, and it ends with the test run however that ends.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const int LowestPort = 20_000;
    private const int Ports = 12_000;

    // Another process begins elsewhere.
    private static int _lastPort = Random.Shared.Next(Ports);

    private readonly Process _process;
    private readonly List<string> _lines = [];

    private ServerProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>
    /// Starts <paramref name="executable"/> as the user <paramref name="asUser"/> (when we are root; else as ourselves).
    /// </summary>
    public static async Task<ServerProcess> StartAsync(string executable, IEnumerable<string> arguments, string? asUser = null)
    {
        string[] user = asUser is not null && Environment.IsPrivilegedProcess
            ? ["--reuid", asUser, "--regid", "nogroup", "--clear-groups"]
            : [];
        var start = new ProcessStartInfo("setpriv", [.. user, "--pdeathsig", "TERM", executable, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
            // A .NET host would watch that folder, with all that is in it, for its settings.
            Environment = { ["DOTNET_hostBuilder__reloadConfigOnChange"] = "false" },
        };
        var process = await PermanentThread.RunAsync(() => Process.Start(start))
            ?? throw new InvalidOperationException($"{executable} did not start.");
        var server = new ServerProcess(process);
        process.OutputDataReceived += (_, line) => server.Keep(line.Data);
        process.ErrorDataReceived += (_, line) => server.Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return server;
    }

    /// <summary>
    /// A TCP port that is free, and stays so until it is wanted, or while a server that had it is away: it is below those that the
    /// kernel gives to listeners and connections without a wish, and this process gives out no port twice.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = LowestPort + (Interlocked.Increment(ref _lastPort) % Ports);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Any, port));
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }
    }

    /// <summary>Waits until <paramref name="ready"/> holds; fails with the server's last lines when it ends first or takes too long.</summary>
    public async Task WaitUntilAsync(Func<Task<bool>> ready, TimeSpan timeout)
    {
        var watch = Stopwatch.StartNew();
        while (!await ready())
        {
            if (_process.HasExited || watch.Elapsed > timeout)
                throw new InvalidOperationException($"{_process.StartInfo.ArgumentList[^1]} is not ready:\n{LastLines()}");
            await Task.Delay(20);
        }
    }

    /// <summary>Waits for a program that ends by itself; fails with its last lines unless it ended well.</summary>
    public async Task WaitForSuccessAsync(TimeSpan timeout)
    {
        await _process.WaitForExitAsync().WaitAsync(timeout);
        if (_process.ExitCode != 0)
            throw new InvalidOperationException($"{_process.StartInfo.ArgumentList[^1]} ended with {_process.ExitCode}:\n{LastLines()}");
    }

    /// <summary>Sends SIGKILL, as a crash would look like.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends a signal by name (TERM, INT, STOP, CONT) and, unless it only stops, waits for the end.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, Id.ToString()]);
        await kill.WaitForExitAsync();
        if (signal is not ("STOP" or "CONT"))
            await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private string LastLines()
    {
        lock (_lines)
            return string.Join('\n', _lines.TakeLast(20));
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_lines)
            _lines.Add(line);
    }
}
