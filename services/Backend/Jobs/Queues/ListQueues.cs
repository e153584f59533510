using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class ListQueues
{
    public static void MapListQueues(this RouteGroupBuilder group) => group
        .MapGet("", Handle)
        .WithName(nameof(ListQueues))
        .WithSummary("The queues with their limits, and how much of the team's work waits and runs in each.");

    internal static async Task<Ok<Response>> Handle(Caller caller, IQueues queues, CancellationToken cancel) =>
        TypedResults.Ok(new Response(await queues.ListAsync(caller.TeamId, cancel)));

    internal sealed record Response(IReadOnlyList<QueueView> Items);
}
