using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Platform;

namespace Suite.Jobs;

internal static class ListWorkers
{
    public static void MapListWorkers(this RouteGroupBuilder group) => group
        .MapGet("/", Handle)
        .WithName(nameof(ListWorkers))
        .WithSummary("Who takes work: the team's external workers and the suite's own processes that showed up within the last minute.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    internal static async Task<Ok<Page<WorkerView>>> Handle(
        Caller caller, ExternalStore workers, CancellationToken cancel, int? limit = null, string? cursor = null)
    {
        var size = Paging.Limit(limit);
        var rows = await workers.ListAsync(caller.TeamId, Paging.Decode<WorkerPlace>(cursor), size + 1, cancel);
        return TypedResults.Ok(rows.ToPage(size, worker => new WorkerPlace(!worker.External, worker.Name)));
    }
}
