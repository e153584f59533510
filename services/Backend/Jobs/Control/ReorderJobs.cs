using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class ReorderJobs
{
    /// <param name="JobIds">The first one soonest.</param>
    public sealed record Request([Required, Length(1, 1_000)] Guid[] JobIds);

    /// <param name="Changed">How many were put in order: jobs that have ended, or are not the team's, are left out.</param>
    internal sealed record Response(int Changed);

    public static void MapReorderJobs(this RouteGroupBuilder group) => group
        .MapPost("/reorder", Handle)
        .RequireAuthorization(Policies.Manager)
        .WithName(nameof(ReorderJobs))
        .WithSummary("Put jobs into this order among themselves; they keep their places among all others.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    internal static async Task<Ok<Response>> Handle(
        Request request, Caller caller, IJobControl control, CancellationToken cancel) =>
        TypedResults.Ok(new Response(await control.ReorderAsync(caller.TeamId, request.JobIds, cancel)));
}
