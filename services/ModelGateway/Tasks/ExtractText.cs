using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Suite.ModelGateway.Local.Vision;
using Suite.ModelGateway.Local.Vision.Ocr;

namespace Suite.ModelGateway.Tasks;

internal static class ExtractText
{
    /// <summary><paramref name="Lines"/> and the rows of <paramref name="Text"/> are in reading order.</summary>
    public sealed record Response(
        string Text, IReadOnlyList<TextLine> Lines, string Provider, string Model, string Method, double DurationMs);

    public static void MapExtractText(this RouteGroupBuilder group) => group
        .MapPost("/extract", Handle)
        .WithName(nameof(ExtractText))
        .WithSummary("Read the text in an image, which is the body of the request.")
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    internal static async Task<Ok<Response>> Handle(
        HttpRequest request, ImageWork work, TextExtractor extractor, CancellationToken cancel)
    {
        var image = await work.ReadBodyAsync(request, cancel);
        var started = Stopwatch.GetTimestamp();
        var rows = ReadingOrder.Rows(
            await work.RunAsync("extract", extractor.Model, () => extractor.Extract(image, cancel), cancel));
        return TypedResults.Ok(new Response(
            ReadingOrder.ToText(rows), [.. rows.SelectMany(row => row)],
            "local", extractor.Model, "model", Stopwatch.GetElapsedTime(started).TotalMilliseconds));
    }
}
