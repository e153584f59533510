using System.Diagnostics;

namespace Suite.Tests.Integration.ServiceDefaults;

/// <summary>For what the outside world does in its own time: asks until it is so, or fails after a generous limit.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<Task<bool>> condition, int withinSeconds = 60)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed.TotalSeconds > withinSeconds)
                throw new TimeoutException($"Still not so after {withinSeconds} s.");
            await Task.Delay(50);
        }
    }
}
