using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Platform;

namespace Suite.Jobs;

internal static class ListJobs
{
    public static void MapListJobs(this RouteGroupBuilder group) => group
        .MapGet("", Handle)
        .WithName(nameof(ListJobs))
        .WithSummary(
            "The team's jobs: running ones, then those that wait, by turn, then the finished ones, newest first. `q` looks for the "
            + "beginning of an id and in kinds and errors.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    internal static async Task<Results<Ok<Page<JobView>>, ProblemHttpResult>> Handle(
        Caller caller,
        IJobQueue jobs,
        CancellationToken cancel,
        string? queue = null,
        string? kind = null,
        string? state = null,
        [StringLength(200)] string? q = null,
        bool archived = false,
        int? limit = null,
        string? cursor = null)
    {
        if (!States.TryParse<JobState>(state, out var wanted))
            return Problems.InvalidFilter.ToResult($"state is one of {States.Words<JobState>()}.");

        var filter = new JobFilter(queue, kind, wanted, IncludeArchived: archived, q);
        return TypedResults.Ok(await jobs.ListAsync(caller.TeamId, filter, Paging.Limit(limit), cursor, cancel));
    }
}
