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
            // A claim that was lost may be in the database after all, or get there yet: that is left to the rescuer.
            var held = new List<RunningItem>();
            foreach (var item in items)
                if (await item.Held)
                    held.Add(item);
            if (held.Count == 0)
                return;
            await end.ReturnAsync(held, CancellationToken.None);
            held.ForEach(item => item.IsOver = true);
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
