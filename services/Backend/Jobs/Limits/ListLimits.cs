using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Platform;

namespace Suite.Jobs;

internal static class ListLimits
{
    public static void MapListLimits(this RouteGroupBuilder group) => group
        .MapGet("/", Handle)
        .WithName(nameof(ListLimits))
        .WithSummary("The team's usage limits with what is used of them; for administrators also those that teams share.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    internal static async Task<Ok<Page<LimitView>>> Handle(
        Caller caller, LimitStore limits, CancellationToken cancel, int? limit = null, string? cursor = null)
    {
        var size = Paging.Limit(limit);
        var found = await limits.ListAsync(caller, Paging.Decode<Place>(cursor)?.Key, size + 1, cancel);
        return TypedResults.Ok(found.ConvertAll(LimitView.Of).ToPage(size, view => new Place(view.Key)));
    }

    private sealed record Place(string Key);
}
