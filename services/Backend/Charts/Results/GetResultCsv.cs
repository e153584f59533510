using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Charts.Results;

internal static class GetResultCsv
{
    public static void MapGetResultCsv(this RouteGroupBuilder group) => group
        .MapGet("/{jobId:guid}.csv", Handle)
        .WithName(nameof(GetResultCsv))
        .WithSummary("What a job read, as CSV: x, y, and with a preset its third column.")
        .Produces(StatusCodes.Status200OK, contentType: "text/csv")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Handle(
        Guid jobId, Caller caller, ResultStore results, CancellationToken cancel) =>
        await results.FindAsync(caller.TeamId, jobId, cancel) is { } result
            ? TypedResults.File(
                Encoding.UTF8.GetBytes(Csv.Of(result)), Csv.ContentType, $"{Path.GetFileNameWithoutExtension(result.ImageName)}.csv")
            : Problems.ResultNotFound.ToResult($"Job {jobId} has no result, or not yet.");
}
