using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Platform;

namespace Suite.Jobs;

internal static class GetJob
{
    public static void MapGetJob(this RouteGroupBuilder group) => group
        .MapGet("/{id:guid}", Handle)
        .WithName(nameof(GetJob))
        .WithSummary("One job: where it stands, what came out of it, and why it failed if it did.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, JobStore jobs, IJobControl control, Db db, Estimates estimates, CancellationToken cancel)
    {
        var job = await jobs.FindAsync(caller.TeamId, id, cancel);
        if (job is null)
            return Problems.JobNotFound.ToResult($"There is no job {id}.");

        var outcome = await jobs.OutcomeAsync(id, cancel);
        var (dependsOn, dependents) = await control.DependenciesAsync(caller.TeamId, id, cancel);
        var estimate = job.FinishedAt is null && await Standing.FindAsync(db, caller.TeamId, id, cancel) is { } standing
            ? await estimates.MakeAsync(caller.TeamId, job, standing, cancel)
            : new Estimate(0, null, null);
        return TypedResults.Ok(new Response(
            job.Id, job.Queue, job.Kind, job.State, job.Priority, job.TotalItems, job.SucceededItems, job.FailedItems,
            job.CancelledItems, job.Progress, job.Config, job.CreatedBy, job.CreatedAt, job.StartedAt, job.FinishedAt, job.Archived,
            job.RunAfter, job.Released, job.WaitingFor, dependsOn, dependents, estimate.JobsAhead, estimate.Start,
            estimate.Duration?.TotalSeconds,
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
    /// <param name="RunAfter">Nothing of it runs before; null when that has passed.</param>
    /// <param name="Released">False in a manual queue until a person releases it.</param>
    /// <param name="WaitingFor">How many unfinished jobs it waits for.</param>
    /// <param name="DependsOn">The jobs that it waits or waited for.</param>
    /// <param name="Dependents">The jobs that wait or waited for it.</param>
    /// <param name="EstimatedStartAt">Null when it has begun, is held back, or nothing is known.</param>
    /// <param name="EstimatedDurationSeconds">Of what is still to do; null when nothing is known.</param>
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
        DateTimeOffset? RunAfter,
        bool Released,
        int WaitingFor,
        IReadOnlyList<Guid> DependsOn,
        IReadOnlyList<Guid> Dependents,
        int JobsAhead,
        DateTimeOffset? EstimatedStartAt,
        double? EstimatedDurationSeconds,
        Guid JobId,
        string Status,
        JsonElement? Result,
        string? Error);
}
