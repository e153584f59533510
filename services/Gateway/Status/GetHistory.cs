using Microsoft.AspNetCore.Http.HttpResults;
using Suite.ServiceDefaults;

namespace Suite.Gateway.Status;

internal static class GetHistory
{
    public static void MapGetHistory(this RouteGroupBuilder group) => group
        .MapGet("/history", Handle)
        .WithName(nameof(GetHistory))
        .WithSummary("How every service was in the last hours (1 to 360): bars, uptime and incidents, from Prometheus.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    internal static async Task<Results<Ok<History>, ProblemHttpResult>> Handle(HistoryBook book, CancellationToken cancel, int hours = 24) =>
        hours is >= 1 and <= HistoryWindow.MostHours
            ? TypedResults.Ok(await book.ReadAsync(hours, cancel))
            : CommonProblems.InvalidRequest.ToResult($"hours must be from 1 to {HistoryWindow.MostHours}, which is 15 days.");
}
