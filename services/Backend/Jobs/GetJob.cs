using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class GetJob
{
    public static void MapGetJob(this RouteGroupBuilder group) => group
        .MapGet("/{id:guid}", Handle)
        .WithName(nameof(GetJob))
        .WithSummary("One job: where it stands, what came out of it, and why it failed if it did.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, JobStore jobs, CancellationToken cancel)
    {
        var job = await jobs.FindAsync(caller.TeamId, id, cancel);
        if (job is null)
            return Problems.JobNotFound.ToResult($"There is no job {id}.");

        var outcome = await jobs.OutcomeAsync(id, cancel);
        return TypedResults.Ok(new Response(
            job.Id, job.Queue, job.Kind, job.State, job.Priority, job.TotalItems, job.SucceededItems, job.FailedItems,
            job.CancelledItems, job.Progress, job.Config, job.CreatedBy, job.CreatedAt, job.StartedAt, job.FinishedAt, job.Archived,
            JobId: job.Id, Status: Status(job.State), Result: outcome?.Result, Error: outcome?.Error));
    }

    // FOVEA's words for the states of a job.
    internal static string Status(JobState state) => state switch
    {
        JobState.Pending => "queued",
        JobState.Running => "processing",
        JobState.Succeeded or JobState.Partial => "completed",
        JobState.Failed => "failed",
        JobState.Paused => "paused",
        _ => "cancelled",
    };

    /// <summary>Ours, and <c>jobId, status, progress, result, error</c> as FOVEA's clients read them.</summary>
    /// <param name="Result">The output of the last item that succeeded.</param>
    /// <param name="Error">The reason of the first item that failed.</param>
    internal sealed record Response(
        Guid Id,
        string Queue,
        string Kind,
        JobState State,
        int Priority,
        int TotalItems,
        int SucceededItems,
        int FailedItems,
        int CancelledItems,
        int Progress,
        JsonElement? Config,
        Guid? CreatedBy,
        DateTimeOffset CreatedAt,
        DateTimeOffset? StartedAt,
        DateTimeOffset? FinishedAt,
        bool Archived,
        Guid JobId,
        string Status,
        JsonElement? Result,
        string? Error);
}
