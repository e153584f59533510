using Microsoft.Extensions.Logging;
using Suite.Hosting.Engine;

namespace Suite.Hosting.Processes;

/// <summary>Runs programs that come to an end: builds, set-up scripts, initdb.</summary>
internal static class Tool
{
    /// <summary>Returns the exit code; a cancelled program is ended.</summary>
    public static async Task<int> RunAsync(LaunchSpec spec, Action<string> onLine, CancellationToken cancel)
    {
        var child = await ChildProcess.StartAsync(spec, watchdog: null, (line, _) => onLine(line));
        try
        {
            return await child.Exited.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            await child.StopAsync(TimeSpan.FromSeconds(2));
            throw;
        }
    }

    /// <summary>Passes a program's line on as it is: a message template would trip over its braces.</summary>
    public static void Line(this ILogger logger, string text)
    {
        if (logger is ResourceLog log)
            log.Add(text, isError: false);
        else
            logger.LogInformation("{Line}", text);
    }
}
