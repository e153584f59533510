using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Platform;

namespace Suite.Captioning;

internal static class GetBatchStatistics
{
    public static void MapGetBatchStatistics(this RouteGroupBuilder group) => group
        .MapGet("/statistics", Handle)
        .WithName(nameof(GetBatchStatistics))
        .WithSummary("The team's batches, counted.");

    internal static async Task<Ok<Response>> Handle(Caller caller, Db db, CancellationToken cancel)
    {
        void Args(SqlArgs args) => args.Add(caller.TeamId).Add(BatchPlan.Kind);
        var usage = await db.QueryAsync(
            BatchSql.Usage, Args, row => new PerspectiveUse(row.GetString(0), row.GetInt32(1), row.GetDouble(2)), cancel);
        var response = await db.FirstAsync(
            BatchSql.Count,
            Args,
            row => new Response(
                ActiveJobs: row.GetInt32(0) + row.GetInt32(1),
                PendingJobs: row.GetInt32(0),
                RunningJobs: row.GetInt32(1),
                CompletedJobs: row.GetInt32(2),
                FailedJobs: row.GetInt32(3),
                CancelledJobs: row.GetInt32(4),
                ArchivedJobs: row.GetInt32(5),
                AverageWaitTime: row.GetDouble(6),
                AverageProcessingTime: row.GetDouble(7),
                new History(row.GetInt32(8), row.GetInt32(9), row.GetInt32(10)),
                usage),
            cancel);
        return TypedResults.Ok(response!);
    }

    /// <param name="ActiveJobs">Those that wait and those that run.</param>
    /// <param name="CompletedJobs">Those that have ended with a caption at least, partial ones too.</param>
    /// <param name="ArchivedJobs">Whatever their end; they are in no other count but the history.</param>
    /// <param name="AverageWaitTime">From creation to start, in seconds; 0 when none has started.</param>
    /// <param name="AverageProcessingTime">From start to end, in seconds; 0 when none has ended.</param>
    /// <param name="HistoricalJobCounts">By their creation.</param>
    internal sealed record Response(
        int ActiveJobs,
        int PendingJobs,
        int RunningJobs,
        int CompletedJobs,
        int FailedJobs,
        int CancelledJobs,
        int ArchivedJobs,
        double AverageWaitTime,
        double AverageProcessingTime,
        History HistoricalJobCounts,
        IReadOnlyList<PerspectiveUse> PerspectiveUsage);

    internal sealed record History(int Last24Hours, int Last7Days, int Last30Days);

    /// <param name="Count">Captions that batches have made.</param>
    /// <param name="AverageTime">In milliseconds.</param>
    internal sealed record PerspectiveUse(string Perspective, int Count, double AverageTime);
}
