using Suite.Dashboard.Telemetry;

namespace Suite.Dashboard.TelemetryApi;

/// <summary>Tells more whenever more is on disk, until the reader leaves or the dashboard stops.</summary>
internal static class Following
{
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromMilliseconds(250);

    public static async Task RunAsync(
        StoreTicks ticks, StoreCounts known, TimeProvider clock, Func<CancellationToken, Task> tell, CancellationToken end)
    {
        try
        {
            while (true)
            {
                known = await ticks.ChangedAsync(known, end);
                await tell(end);
                await Task.Delay(AtMostEvery, clock, end);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // As it should end.
        }
    }
}
