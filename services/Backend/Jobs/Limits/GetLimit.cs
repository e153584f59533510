using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class GetLimit
{
    public static void MapGetLimit(this RouteGroupBuilder group) => group
        .MapGet("/{key}", Handle)
        .WithName(nameof(GetLimit))
        .WithSummary("One usage limit with what is used of it.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Ok<LimitView>> Handle(string key, Caller caller, LimitStore limits, CancellationToken cancel) =>
        TypedResults.Ok(LimitView.Of(await limits.FindAsync(caller, key, cancel)));
}
