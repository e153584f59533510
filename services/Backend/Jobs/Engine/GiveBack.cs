using Microsoft.Extensions.Logging;

namespace Suite.Jobs;

/// <summary>Gives items back that were claimed ahead, when they are not to be begun here.</summary>
internal sealed partial class GiveBack(RunningItems running, AttemptEnd end, ILogger<GiveBack> logger)
{
    public async Task UnbegunAsync(Func<RunningItem, bool> which)
    {
        var items = running.TakeUnbegun(which);
        if (items.Count == 0)
            return;
        try
        {
            foreach (var item in items)
                await item.Held;
            await end.ReturnAsync(items, CancellationToken.None);
            items.ForEach(item => item.IsOver = true);
        }
        catch (Exception e)
        {
            // Their leases run out, and the rescuer does it.
            Log.NotGivenBack(logger, items.Count, e.Message);
        }
        finally
        {
            items.ForEach(running.Forget);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Count} items that were not begun could not be given back: {Reason}")]
        public static partial void NotGivenBack(ILogger logger, int count, string reason);
    }
}
