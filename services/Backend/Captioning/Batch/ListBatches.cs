using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;

namespace Suite.Captioning;

internal static class ListBatches
{
    private const string All = "all";

    public static void MapListBatches(this RouteGroupBuilder group) => group
        .MapGet("/list", Handle)
        .WithName(nameof(ListBatches))
        .WithSummary("Batches by priority, then by age.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Caller caller,
        BatchReader batches,
        CancellationToken cancel,
        string status = All,
        [Range(1, 200)] int limit = 20,
        [Range(0, int.MaxValue)] int offset = 0,
        [FromQuery(Name = "include_archived")] bool includeArchived = false)
    {
        var states = status == All ? Enum.GetValues<JobState>() : BatchWords.StatesOf(status);
        if (states.Count == 0)
            return Problems.InvalidFilter.ToResult(
                $"status is one of {string.Join(", ", BatchWords.Jobs.Select(pair => pair.Word))}, or {All}.");

        var (page, total) = await batches.ListAsync(caller.TeamId, states, includeArchived, offset, limit, cancel);
        return TypedResults.Ok(new Response(page, total, offset, limit));
    }

    internal sealed record Response(IReadOnlyList<BatchView> Jobs, int Total, int Offset, int Limit);
}
