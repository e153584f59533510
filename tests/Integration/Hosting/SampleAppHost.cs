using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Hosting;

/// <summary>The sample application of tests/SampleAppHost as a process of its own, which a test can end in any way.</summary>
internal sealed partial class SampleAppHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private SampleAppHost(Process process, string data)
    {
        _process = process;
        Data = data;
    }

    public string Data { get; }

    public static string NewFolder() => Path.Combine(Path.GetTempPath(), $"suite-sample-{Guid.NewGuid():n}");

    public static SampleAppHost Start(string data)
    {
        var configuration = typeof(SampleAppHost).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var assembly = Path.Combine(Repository.Root, "tests/SampleAppHost/bin", configuration, "net10.0/SampleAppHost.dll");
        var start = new ProcessStartInfo("dotnet", [assembly, $"--Suite:Data={data}", "--Suite:Launcher=native"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        return new SampleAppHost(Process.Start(start)!, data);
    }

    /// <summary>The processes of both programs, and the child of one, once they run.</summary>
    public async Task<int[]> ProcessesAsync()
    {
        var ids = new List<int>();
        await Until(() =>
        {
            ids = [.. IdsOf("parent"), .. IdsOf("deaf")];
            return ids.Count == 3;
        });
        return [.. ids];
    }

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public async Task<(int ExitCode, string Errors)> ExitAsync()
    {
        var errors = _process.StandardError.ReadToEndAsync();
        _ = _process.StandardOutput.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(deadline.Token);
        return (_process.ExitCode, await errors);
    }

    public static Task UntilGoneAsync(int[] processes) => Until(() => !processes.Any(IsAlive));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            Signal("TERM");
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (Directory.Exists(Data))
            Directory.Delete(Data, recursive: true);
    }

    // A process that ended and whose parent is gone may stay a zombie until someone collects it.
    private static bool IsAlive(int process)
    {
        var status = $"/proc/{process}/stat";
        try
        {
            return File.Exists(status) && !Stat().Match(File.ReadAllText(status)).Groups[1].Value.Equals("Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private int[] IdsOf(string resource)
    {
        var log = Path.Combine(Data, "logs", resource + ".log");
        if (!File.Exists(log))
            return [];
        using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var line = Ids().Match(new StreamReader(file).ReadToEnd());
        return line.Success ? [.. line.Groups[1].Value.Split(' ').Select(int.Parse)] : [];
    }

    private static async Task Until(Func<bool> condition)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, "It did not come about in time.");
            await Task.Delay(50);
        }
    }

    [GeneratedRegex(@"ids ([\d ]+\d)")]
    private static partial Regex Ids();

    [GeneratedRegex(@"\) (\w) ")]
    private static partial Regex Stat();
}
