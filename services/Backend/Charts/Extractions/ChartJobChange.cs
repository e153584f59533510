using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Suite.Access;
using Suite.Jobs;

namespace Suite.Charts.Extractions;

/// <summary>What all changes of an extraction job have in common: it must be one, and the answer is the job as it is now.</summary>
internal sealed class ChartJobChange(ChartJobs jobs)
{
    /// <param name="refusal">Why it may be refused, for a person.</param>
    public async Task<Results<Ok<ChartJobView>, ProblemHttpResult>> RunAsync(
        Caller caller, Guid id, Func<Task<ChangeOutcome>> change, string refusal, CancellationToken cancel)
    {
        if (await jobs.FindAsync(caller.TeamId, id, cancel) is null)
            return NotFound(id);
        if (await change() == ChangeOutcome.Refused)
            return Problems.JobRefuses.ToResult(refusal);
        return await jobs.FindAsync(caller.TeamId, id, cancel) is { } job ? TypedResults.Ok(job) : NotFound(id);
    }

    private static ProblemHttpResult NotFound(Guid id) => Problems.JobNotFound.ToResult($"There is no job {id}.");
}
