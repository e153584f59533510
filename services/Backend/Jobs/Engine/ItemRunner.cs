using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Runs the handler of a claimed item, and writes how it ended.</summary>
internal sealed partial class ItemRunner(
    ItemHandlers handlers,
    AttemptEnd end,
    SuccessWriter successes,
    RunningItems running,
    TokenUse tokens,
    JobMetrics metrics,
    IOptions<JobsOptions> options,
    TimeProvider clock,
    ILogger<ItemRunner> logger)
{
    private const int WriteTries = 20;

    /// <summary>
    /// Returns when its place is free again. What has only an output to write is written, with others, after that. False when the
    /// item was left behind in the meantime, and its place given to another.
    /// </summary>
    public async Task<bool> RunAsync(RunningItem item)
    {
        item.Span = JobTracing.Attempt(item);
        var (result, ending) = await HandleAsync(item);
        if (!item.Move(ItemPhase.Handling, ItemPhase.Ending))
            return false;
        item.Work!.Pace.Handled(clock.GetElapsedTime(item.BegunAt));
        // Before the end: what it makes room for is claimed with these counted.
        await tokens.WriteAsync(item, CancellationToken.None);

        var ended = EndAsync(item, result, ending);
        if (result is not { Commit: null } || item.Chained)
            await ended;
        return true;
    }

    /// <summary>Ends an item whose handler does not stop, without it: its result would come too late anyway.</summary>
    /// <returns>False when the handler has just returned.</returns>
    public bool LeaveBehind(RunningItem item)
    {
        if (!item.Move(ItemPhase.Handling, ItemPhase.Ending))
            return false;
        Log.LeftBehind(logger, item.ItemId, item.AttemptId, item.Kind, item.Step);
        _ = EndAsync(item, null, OfStopped(item));
        return true;
    }

    private async Task EndAsync(RunningItem item, ItemResult? result, Ending? ending)
    {
        try
        {
            var held = await item.Held;
            var (outcome, error, accepted) = held ? await WriteEndAsync(item, result, ending) : ("lost", null, false);
            // Whether the claim that was lost is in the database after all is not known.
            item.IsOver = held;
            item.Span.End(accepted ? outcome : "lost", error);
            if (accepted)
                metrics.Ended(item.Queue, item.Kind, item.Step, outcome, clock.GetElapsedTime(item.BegunAt));
            else
                metrics.LeaseLost(item.Queue);
        }
        catch (Exception e)
        {
            // The lease runs out, and the rescuer does what could not be done here.
            Log.NotWritten(logger, e, item.ItemId, item.AttemptId);
        }
        finally
        {
            item.Span?.Dispose();
            running.Forget(item);
        }
    }

    private async Task<(string Outcome, string? Error, bool Accepted)> WriteEndAsync(RunningItem item, ItemResult? result, Ending? ending)
    {
        var attempt = Attempt.Of(item);
        if (result is not null)
        {
            try
            {
                var accepted = await WriteAsync(item, cancel => result.Commit is null && !item.Chained
                    ? successes.WriteAsync(item, result)
                    : end.SucceedAsync(attempt, result, cancel));
                return ("succeeded", null, accepted);
            }
            catch (Exception e) when (!IsTransient(e))
            {
                // The outputs could not be written, and were rolled back: that is a failure like the handler's own.
                Log.CommitFailed(logger, e, item.ItemId, item.AttemptId);
                ending = Failure(e);
            }
        }
        return ending is null
            ? ("lost", null, false)
            : (ending.Outcome, ending.Error, await WriteAsync(item, cancel => end.EndAsync(attempt, ending, cancel)));
    }

    /// <summary>A result, or an ending; neither when the item belongs to another by now.</summary>
    private async Task<(ItemResult? Result, Ending? Ending)> HandleAsync(RunningItem item)
    {
        if (item.Reason != StopReason.None)
            return (null, OfStopped(item));
        using var span = JobTracing.Handle(item);
        try
        {
            var result = await handlers.For(item).HandleAsync(item, item.Stopped);
            return Refusal(result.Output) is { } reason ? (null, Ending.Failed(reason, retry: false)) : (result, null);
        }
        catch (Exception e)
        {
            return (null, item.Reason == StopReason.None ? Failure(e) : OfStopped(item));
        }
    }

    private string? Refusal(JsonElement? output)
    {
        if (output is not { } json)
            return null;
        var length = json.GetRawText().Length;
        if (length > options.Value.MaxOutputLength)
            return $"The output has {length} characters; {options.Value.MaxOutputLength} are allowed.";
        return StoredText.CanHold(json) ? null : "The output holds a character or a number that cannot be stored.";
    }

    private Ending? OfStopped(RunningItem item) => item.Reason switch
    {
        StopReason.Cancelled => Ending.Cancelled,
        StopReason.LeaseLost => null,
        StopReason.Stopping => Ending.Released,
        _ => Ending.Failed($"The attempt took longer than {options.Value.AttemptTimeout}.", retry: true),
    };

    /// <summary>
    /// Tries again while the database is away. Whether a transaction that broke off was committed is not known; if it was, the
    /// fence is gone and the second try does nothing.
    /// </summary>
    private async Task<bool> WriteAsync(RunningItem item, Func<CancellationToken, Task<bool>> write)
    {
        for (var wait = TimeSpan.FromMilliseconds(100); ; wait = wait * 2 < TimeSpan.FromSeconds(5) ? wait * 2 : TimeSpan.FromSeconds(5))
        {
            item.Writing = true;
            try
            {
                if (await write(CancellationToken.None))
                    return true;
                Log.LeaseLost(logger, item.ItemId, item.AttemptId);
                return false;
            }
            catch (Exception e) when (IsTransient(e) && ++item.WriteFailures < WriteTries)
            {
                Log.WriteAgain(logger, item.ItemId, item.AttemptId, e.Message);
            }
            finally
            {
                item.Writing = false;
            }
            await Task.Delay(wait, clock);
        }
    }

    private static Ending Failure(Exception e) => e is ItemFailedException failed
        ? Ending.Failed(failed.Message, failed.Retry)
        : Ending.Failed($"{e.GetType().Name}: {e.Message}", retry: true);

    private static bool IsTransient(Exception e) => e is NpgsqlException { IsTransient: true };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Item {ItemId}, attempt {AttemptId}: its outputs could not be written")]
        public static partial void CommitFailed(ILogger logger, Exception exception, long itemId, long attemptId);

        [LoggerMessage(LogLevel.Error, "Item {ItemId}, attempt {AttemptId}: its end could not be written; its lease will run out")]
        public static partial void NotWritten(ILogger logger, Exception exception, long itemId, long attemptId);

        [LoggerMessage(LogLevel.Warning, "Item {ItemId}, attempt {AttemptId}: {Kind}/{Step} did not stop when told to, and was left behind")]
        public static partial void LeftBehind(ILogger logger, long itemId, long attemptId, string kind, string step);

        [LoggerMessage(LogLevel.Information, "Item {ItemId}, attempt {AttemptId}: the lease was lost, so its end was not accepted")]
        public static partial void LeaseLost(ILogger logger, long itemId, long attemptId);

        [LoggerMessage(LogLevel.Warning, "Item {ItemId}, attempt {AttemptId}: writing its end again after: {Reason}")]
        public static partial void WriteAgain(ILogger logger, long itemId, long attemptId, string reason);
    }
}
