using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Suite.Access;

namespace Suite.Jobs;

/// <summary>The answer to a wish to change a job: the job as it is afterwards, or why not.</summary>
internal static class JobAnswers
{
    /// <param name="wish">As in "cannot be <em>paused</em>".</param>
    public static async Task<Results<Ok<JobView>, ProblemHttpResult>> AnswerAsync(
        this IJobQueue jobs, Task<ChangeOutcome> change, Caller caller, Guid jobId, string wish, CancellationToken cancel)
    {
        var outcome = await change;
        var job = outcome == ChangeOutcome.NotFound ? null : await jobs.FindAsync(caller.TeamId, jobId, cancel);
        return (outcome, job) switch
        {
            (_, null) => Problems.JobNotFound.ToResult($"There is no job {jobId}."),
            (ChangeOutcome.Done, _) => TypedResults.Ok(job),
            _ when job.FinishedAt is not null || job.State == JobState.Cancelled =>
                Problems.JobFinished.ToResult($"Job {jobId} has ended ({job.State.Word()}) and cannot be {wish} any more."),
            _ => Problems.WrongJobState.ToResult($"Job {jobId} is {job.State.Word()} and cannot be {wish}."),
        };
    }
}
