using System.Diagnostics;

namespace Suite.Testing;

/// <summary>Prometheus's own judge of metrics, rules and configurations.</summary>
public static class Promtool
{
    /// <summary>Whether a page in the text format parses, and what the naming rules have against it.</summary>
    public static Task<PromtoolVerdict> CheckMetricsAsync(string page) => RunAsync(page, "check", "metrics");

    public static Task<PromtoolVerdict> CheckRulesAsync(params string[] files) => RunAsync("", ["check", "rules", .. files]);

    /// <summary>Runs rule unit tests.</summary>
    public static Task<PromtoolVerdict> TestRulesAsync(params string[] files) => RunAsync("", ["test", "rules", .. files]);

    /// <summary>With <paramref name="syntaxOnly"/> the files that it names need not be there.</summary>
    public static Task<PromtoolVerdict> CheckConfigAsync(string file, bool syntaxOnly = false) =>
        RunAsync("", ["check", "config", .. syntaxOnly ? new[] { "--syntax-only" } : [], file]);

    /// <summary>Writes samples with times (OpenMetrics text) as blocks of a Prometheus that does not run.</summary>
    public static async Task CreateBlocksAsync(string page, string folder)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, page);
            var verdict = await RunAsync("", "tsdb", "create-blocks-from", "openmetrics", "--quiet", file, folder);
            if (!verdict.Passed)
                throw new InvalidOperationException(verdict.Output);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<PromtoolVerdict> RunAsync(string input, params string[] arguments)
    {
        var server = await NativeSetup.PathOfAsync("prometheus");
        var start = new ProcessStartInfo(Path.Combine(Path.GetDirectoryName(server)!, "promtool"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("promtool did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new PromtoolVerdict(process.ExitCode == 0, await output + await errors);
    }
}

/// <summary>What promtool said; <see cref="Passed"/> only when it had nothing against it.</summary>
public sealed record PromtoolVerdict(bool Passed, string Output);
