using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;

namespace Suite.Captioning;

internal static class ListBatchItems
{
    public static void MapListBatchItems(this RouteGroupBuilder group)
    {
        Map("list", null, nameof(ListBatchItems), "The items of a batch, in their order of creation.");
        Map("failed", ItemState.Failed, "ListFailedBatchItems", "The failed items of a batch, each with its reason.");

        void Map(string path, ItemState? state, string name, string summary) => group
            .MapGet($"/items/{{jobId:guid}}/{path}", Task<Results<Ok<Response>, ProblemHttpResult>> (
                Guid jobId, Caller caller, BatchReader batches, IJobQueue jobs, CancellationToken cancel,
                [Range(1, 1_000)] int limit = 100, [Range(0, int.MaxValue)] int offset = 0) =>
                HandleAsync(jobId, state, limit, offset, caller, batches, jobs, cancel))
            .WithName(name)
            .WithSummary(summary)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid jobId, ItemState? state, int limit, int offset, Caller caller, BatchReader batches, IJobQueue jobs, CancellationToken cancel)
    {
        if (await batches.FindJobAsync(caller.TeamId, jobId, cancel) is null)
            return Problems.BatchNotFound.ToResult($"There is no batch {jobId}.");

        var (items, total) = await jobs.ListItemsByOffsetAsync(caller.TeamId, jobId, state, offset, limit, cancel);
        return TypedResults.Ok(new Response([.. items.Select(BatchItemView.Of)], total, offset, limit));
    }

    internal sealed record Response(IReadOnlyList<BatchItemView> Items, int Total, int Offset, int Limit);
}
