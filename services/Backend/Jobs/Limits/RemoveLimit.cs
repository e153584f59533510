using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

internal static class RemoveLimit
{
    public static void MapRemoveLimit(this RouteGroupBuilder group) => group
        .MapDelete("/{key}", Handle)
        .WithName(nameof(RemoveLimit))
        .WithSummary("Remove a usage limit.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<NoContent> Handle(string key, Caller caller, LimitStore limits, CancellationToken cancel)
    {
        await limits.RemoveAsync(caller, key, cancel);
        return TypedResults.NoContent();
    }
}
