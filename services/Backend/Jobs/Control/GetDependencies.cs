using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class GetDependencies
{
    internal sealed record Response(IReadOnlyList<Guid> DependsOn, IReadOnlyList<Guid> Dependents);

    public static void MapGetDependencies(this RouteGroupBuilder group) => group
        .MapGet("/{id:guid}/dependencies", Handle)
        .WithName(nameof(GetDependencies))
        .WithSummary("The jobs that a job waits or waited for, and those that wait or waited for it.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, IJobControl control, IJobQueue jobs, CancellationToken cancel)
    {
        if (await jobs.FindAsync(caller.TeamId, id, cancel) is null)
            return Problems.JobNotFound.ToResult($"There is no job {id}.");

        var (dependsOn, dependents) = await control.DependenciesAsync(caller.TeamId, id, cancel);
        return TypedResults.Ok(new Response(dependsOn, dependents));
    }
}
