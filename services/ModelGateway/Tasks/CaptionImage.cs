using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Suite.ModelGateway.Local.Vision;
using Suite.ModelGateway.Local.Vision.Captions;
using Suite.ServiceDefaults;

namespace Suite.ModelGateway.Tasks;

internal static class CaptionImage
{
    /// <summary>
    /// <paramref name="Method"/> is <c>model</c> when a language model saw the image, and <c>template</c> when the caption was put
    /// together from measurements; <paramref name="FallbackReason"/> says why it was, if a model had been asked first.
    /// </summary>
    public sealed record Response(
        string Text, JsonObject? Result, string Provider, string Model, string Method, string? FallbackReason, double DurationMs);

    public static void MapCaptionImage(this RouteGroupBuilder group) => group
        .MapPost("/caption", Handle)
        .WithName(nameof(CaptionImage))
        .WithSummary("Describe an image: multipart with the parts `image` and `request`.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    internal static async Task<Ok<Response>> Handle(
        HttpRequest http, ImageForm form, ImageWork work, TemplateCaptioner captioner, CancellationToken cancel)
    {
        var (image, request) = await form.ReadAsync<CaptionRequest>(http, cancel);
        Validate(request);
        var started = Stopwatch.GetTimestamp();
        var fields = SchemaField.ReadAll(request.Perspective?.SchemaFields);
        if (request.Provider is { Length: > 0 } and not "local")
            throw Problems.ProviderNotConfigured.ToException($"There is no provider {request.Provider}.");
        var caption = await work.RunAsync(() => captioner.Describe(image, request), cancel);
        return TypedResults.Ok(new Response(
            caption.Text(), fields.Count == 0 ? null : TemplateResult.Fill(caption, fields),
            "local", TemplateCaption.Model, "template", null, Stopwatch.GetElapsedTime(started).TotalMilliseconds));
    }

    private static void Validate(CaptionRequest request)
    {
        var errors = new List<ValidationResult>();
        if (!Validator.TryValidateObject(request, new ValidationContext(request), errors, validateAllProperties: true))
            throw CommonProblems.InvalidRequest.ToException(string.Join(' ', errors.Select(error => error.ErrorMessage)));
    }
}
