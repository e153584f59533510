using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Charts.Work;
using Suite.Jobs;

namespace Suite.Charts.Batches;

internal static class CancelChartBatch
{
    public static void MapCancelChartBatch(this RouteGroupBuilder group) => group
        .MapPost("/batch/{id:guid}/cancel", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(CancelChartBatch))
        .WithSummary("Cancel the jobs of a batch that have not begun; those that run go on, as published.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, ChartBatches batches, ExtractionStore extractions, IJobControl control, CancellationToken cancel)
    {
        if (await extractions.FindBatchAsync(caller.TeamId, id, cancel) is null)
            return Problems.BatchNotFound.ToResult($"There is no batch {id}.");

        var cancelled = 0;
        foreach (var job in await batches.JobsAsync(caller.TeamId, id, cancel))
            // One that begins in the meantime is cancelled too: that it ran for a moment is not what anybody wanted.
            if (job.State is JobState.Pending or JobState.Paused
                && await control.CancelAsync(caller.TeamId, job.Id, cancel) == ChangeOutcome.Done)
                cancelled++;
        return TypedResults.Ok(new Response($"{cancelled} jobs were cancelled.", cancelled));
    }

    internal sealed record Response(string Message, int Cancelled);
}
