using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Suite.ModelGateway.Local.Vision;
using Suite.ModelGateway.Local.Vision.Moderation;

namespace Suite.ModelGateway.Tasks;

internal static class ModerateImage
{
    public sealed record Response(
        bool Allowed, string Label, double Confidence, IReadOnlyDictionary<string, double> Scores,
        string Provider, string Model, string Method, double DurationMs);

    public static void MapModerateImage(this RouteGroupBuilder group) => group
        .MapPost("/moderate", Handle)
        .WithName(nameof(ModerateImage))
        .WithSummary("Judge whether an image may be shown. Whatever goes wrong is an error, never an approval.")
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    internal static async Task<Ok<Response>> Handle(
        HttpRequest request, ImageWork work, ImageModerator moderator, CancellationToken cancel)
    {
        var image = await work.ReadBodyAsync(request, cancel);
        var started = Stopwatch.GetTimestamp();
        var verdict = await work.RunAsync("moderate", moderator.Model, () => moderator.Moderate(image), cancel);
        return TypedResults.Ok(new Response(
            verdict.Allowed, verdict.Label, verdict.Confidence, verdict.Scores, "local", moderator.Model, "model",
            Stopwatch.GetElapsedTime(started).TotalMilliseconds));
    }
}
