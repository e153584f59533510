using System.Diagnostics;
using System.Text;

namespace Suite.Hosting.Processes;

/// <summary>A process that we started, as the leader of a process group of its own.</summary>
internal sealed class ChildProcess
{
    private readonly Process _process;
    private readonly Watchdog? _watchdog;
    private readonly LaunchSpec _spec;
    private readonly Task _output;
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _ending;

    private ChildProcess(Process process, Task output, Watchdog? watchdog, LaunchSpec spec)
    {
        _output = output;
        _process = process;
        _watchdog = watchdog;
        _spec = spec;
        Id = process.Id;
    }

    public int Id { get; }

    /// <summary>The exit code; 128 + the signal's number when one ended the process.</summary>
    public Task<int> Exited => _exited.Task;

    public static Task<ChildProcess> StartAsync(LaunchSpec spec, Watchdog? watchdog, Action<string, bool> onLine) => SpawnThread.RunAsync(() =>
    {
        var process = new Process { StartInfo = StartInfo(spec), EnableRaisingEvents = true };
        var output = Task.WhenAll(
            Follow(handler => process.OutputDataReceived += handler, line => onLine(line, false)),
            Follow(handler => process.ErrorDataReceived += handler, line => onLine(line, true)));
        process.Start();

        var child = new ChildProcess(process, output, watchdog, spec);
        watchdog?.Started(child.Id, spec.StopSignal, spec.StopCommand);
        process.Exited += (_, _) => child.OnExited();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (process.HasExited)
            child.OnExited();
        return child;
    });

    /// <summary>Asks the process group to end, and after <paramref name="grace"/> ends it.</summary>
    public async Task<int> StopAsync(TimeSpan grace)
    {
        if (_spec.StopCommand is [var program, .. var arguments])
            _ = Tool.RunAsync(new LaunchSpec(program, arguments, "/"), _ => { }, CancellationToken.None);
        else
            Posix.SignalGroup(Id, _spec.StopSignal);
        if (await Task.WhenAny(Exited, Task.Delay(grace)) != Exited)
            Posix.SignalGroup(Id, Posix.SigKill);
        return await Exited;
    }

    private static ProcessStartInfo StartInfo(LaunchSpec spec)
    {
        // A session of its own: Ctrl-C in the terminal reaches the AppHost alone, which then stops things in order.
        var start = new ProcessStartInfo("setsid", ["setpriv", "--pdeathsig", Posix.NameOf(spec.StopSignal)])
        {
            WorkingDirectory = spec.WorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Kept open and never written to: Vite ends itself when its input closes.
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        if (spec.User is { } user)
        {
            foreach (var word in (string[])["--reuid", $"{user.UserId}", "--regid", $"{user.GroupId}", "--clear-groups"])
                start.ArgumentList.Add(word);
        }

        start.ArgumentList.Add("--");
        start.ArgumentList.Add(spec.FileName);
        foreach (var argument in spec.Arguments)
            start.ArgumentList.Add(argument);

        InheritedEnvironment.Clean(start.Environment);
        foreach (var (name, value) in spec.Environment)
            start.Environment[name] = value;
        return start;
    }

    private static Task Follow(Action<DataReceivedEventHandler> subscribe, Action<string> onLine)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        subscribe((_, line) =>
        {
            if (line.Data is { } text)
                onLine(text);
            else
                ended.TrySetResult();
        });
        return ended.Task;
    }

    private async void OnExited()
    {
        if (Interlocked.Exchange(ref _ending, 1) == 1)
            return;
        // The group may have members left: a package manager's server, say. None may hold the port when we start again.
        Posix.SignalGroup(Id, Posix.SigKill);
        _watchdog?.Ended(Id);
        // The last lines say why it ended. Someone outside the group who kept the pipe open is not waited for.
        await Task.WhenAny(_output, Task.Delay(TimeSpan.FromSeconds(1)));
        _exited.TrySetResult(_process.ExitCode);
    }
}
