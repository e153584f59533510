using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;

namespace Suite.Charts.Extractions;

internal static class RetryChartJob
{
    public static void MapRetryChartJob(this RouteGroupBuilder group) => group
        .MapPost("/job/{id:guid}/retry", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(RetryChartJob))
        .WithSummary("Run a failed job again, from the start and without its error.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static Task<Results<Ok<ChartJobView>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, IJobControl control, ChartJobChange change, CancellationToken cancel) =>
        change.RunAsync(
            caller,
            id,
            async () => (await control.RetryAsync(caller.TeamId, id, itemIds: null, cancel)).Outcome,
            $"Job {id} has not failed, or was cancelled: then create it anew.",
            cancel);
}
