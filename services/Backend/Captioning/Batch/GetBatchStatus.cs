using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;

namespace Suite.Captioning;

internal static class GetBatchStatus
{
    public static void MapGetBatchStatus(this RouteGroupBuilder group) => group
        .MapGet("/status/{jobId:guid}", Handle)
        .WithName(nameof(GetBatchStatus))
        .WithSummary("One batch with the jobs that it waits for and those that wait for it, and with all its items if asked.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid jobId, Caller caller, IJobControl control, BatchReader batches, CancellationToken cancel, bool includeItems = false)
    {
        var job = await batches.FindJobAsync(caller.TeamId, jobId, cancel);
        if (job is null)
            return Problems.BatchNotFound.ToResult($"There is no batch {jobId}.");

        var view = (await batches.ViewsAsync(caller.TeamId, [job], cancel))[0];
        var (dependsOn, dependents) = await control.DependenciesAsync(caller.TeamId, jobId, cancel);
        var items = includeItems ? await batches.ItemsAsync(caller.TeamId, jobId, cancel) : null;
        return TypedResults.Ok(new Response(view with { Dependencies = dependsOn, DependentJobs = dependents }, items));
    }

    internal sealed record Response(
        BatchView Job,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<BatchItemView>? Items);
}
