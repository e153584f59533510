using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Suite.ModelGateway.Local.Vision;
using Suite.ModelGateway.Local.Vision.Detection;

namespace Suite.ModelGateway.Tasks;

internal static class DetectObjects
{
    /// <summary>Sizes are those of the upright image, in pixels; boxes are in parts of it.</summary>
    public sealed record Response(
        int Width, int Height, IReadOnlyList<DetectedObject> Detections, string Provider, string Model, string Method, double DurationMs);

    public static void MapDetectObjects(this RouteGroupBuilder group) => group
        .MapPost("/detect", Handle)
        .WithName(nameof(DetectObjects))
        .WithSummary("Find everyday objects in an image, which is the body of the request.")
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    internal static async Task<Ok<Response>> Handle(
        HttpRequest request, ImageWork work, ObjectDetector detector, CancellationToken cancel,
        [Range(0.0, 1.0)] double threshold = ObjectDetector.DefaultThreshold)
    {
        var image = await work.ReadBodyAsync(request, cancel);
        var started = Stopwatch.GetTimestamp();
        var found = await work.RunAsync("detect", detector.Model, () => detector.Detect(image, threshold), cancel);
        return TypedResults.Ok(new Response(
            image.Width, image.Height, found, "local", detector.Model, "model",
            Stopwatch.GetElapsedTime(started).TotalMilliseconds));
    }
}
