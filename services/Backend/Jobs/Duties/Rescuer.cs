using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Jobs;

/// <summary>Takes items back from workers that gave no sign of life until their lease ran out.</summary>
internal sealed partial class Rescuer(
    Db db, AttemptEnd end, JobMetrics metrics, IOptions<JobsOptions> options, TimeProvider clock, ILogger<Rescuer> logger) : IDuty
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private TimeSpan _took;

    // Behind a transaction that stays open for minutes, looking walks over all leases of that time: then it comes less often.
    public TimeSpan Every =>
        _took * 10 < options.Value.RescueEvery || options.Value.RescueEvery > Longest ? options.Value.RescueEvery
        : _took * 10 < Longest ? _took * 10
        : Longest;

    /// <summary>Ends the attempts whose lease has run out. Any number of replicas may do so at once: the fence lets one through.</summary>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        var expired = await db.QueryAsync(
            EngineSql.Expired,
            null,
            row => (
                Attempt: new Attempt(
                    row.GetInt64(0), row.GetInt64(1), row.GetGuid(2), row.GetInt32(3), row.GetInt32(4), row.GetBoolean(5)),
                Worker: row.GetString(6),
                Queue: row.GetString(7),
                Kind: row.GetString(8),
                Step: row.GetString(9),
                Ran: row.GetFieldValue<TimeSpan>(10)),
            cancel);
        await db.ExecuteAsync(EngineSql.ForgetHandfuls, args => args.Add(options.Value.Lease), cancel);
        _took = clock.GetElapsedTime(began);
        var rescued = 0;
        foreach (var lost in expired)
        {
            var ending = Ending.Lost(lost.Worker);
            if (!await TryEndAsync(lost.Attempt, ending, cancel))
                continue;
            rescued++;
            metrics.Rescued(lost.Queue);
            metrics.Ended(lost.Queue, lost.Kind, lost.Step, ending.Outcome, lost.Ran);
            Log.Rescued(logger, lost.Attempt.ItemId, lost.Attempt.Id, lost.Worker);
        }
        return rescued > 0;
    }

    // One that cannot be ended must not keep all behind it waiting for ever.
    private async Task<bool> TryEndAsync(Attempt attempt, Ending ending, CancellationToken cancel)
    {
        try
        {
            return await end.EndAsync(attempt, ending, cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested && !DatabaseFailure.IsAway(failure))
        {
            Log.NotRescued(logger, attempt.ItemId, attempt.Id, failure.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Item {ItemId}, attempt {AttemptId}: its lease ran out, and it could not be taken back: {Reason}")]
        public static partial void NotRescued(ILogger logger, long itemId, long attemptId, string reason);

        [LoggerMessage(LogLevel.Warning, "Item {ItemId}, attempt {AttemptId}: taken back from {Worker}, whose lease ran out")]
        public static partial void Rescued(ILogger logger, long itemId, long attemptId, string worker);
    }
}
