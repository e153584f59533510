using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Charts.Results;

internal static class GetResult
{
    public static void MapGetResult(this RouteGroupBuilder group) => group
        .MapGet("/{jobId:guid}", Handle)
        .WithName(nameof(GetResult))
        .WithSummary("What a job read: points in data, the same in pixels of the picture (`overlay`), frame, calibration and confidence.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid jobId, Caller caller, ResultStore results, CancellationToken cancel) =>
        await results.FindAsync(caller.TeamId, jobId, cancel) is { } result
            ? TypedResults.Ok(new Response(ResultView.Of(result, withRows: true), result.Curve.Pixels))
            : Problems.ResultNotFound.ToResult($"Job {jobId} has no result, or not yet.");

    /// <param name="Overlay">x and y of each point of `csvData`, in pixels of the original picture.</param>
    internal sealed record Response(ResultView Result, IReadOnlyList<double[]> Overlay);
}
