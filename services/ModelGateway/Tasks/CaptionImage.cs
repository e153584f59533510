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
    private const string Local = "local";

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
        .ProducesProblem(StatusCodes.Status502BadGateway)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .ProducesProblem(StatusCodes.Status504GatewayTimeout);

    internal static async Task<Ok<Response>> Handle(
        HttpRequest http, ImageForm form, ImageWork work, CaptionByModel model, TemplateCaptioner captioner, CancellationToken cancel)
    {
        var (image, request) = await form.ReadAsync<CaptionRequest>(http, cancel);
        Validate(request);
        var started = Stopwatch.GetTimestamp();
        string? fallbackReason = null;
        if (WantsModel(request, model))
        {
            try
            {
                var (answer, name) = await model.AskAsync(image, request, cancel);
                return TypedResults.Ok(new Response(
                    answer.Text, answer.Result, model.Provider, name, "model", null, Stopwatch.GetElapsedTime(started).TotalMilliseconds));
            }
            catch (ProblemException failure) when (request.Provider is null or "")
            {
                fallbackReason = failure.Message;
            }
        }

        var fields = SchemaField.ReadAll(request.Perspective?.SchemaFields);
        var caption = await work.RunAsync(() => captioner.Describe(image, request), cancel);
        return TypedResults.Ok(new Response(
            caption.Text(), fields.Count == 0 ? null : TemplateResult.Fill(caption, fields),
            Local, TemplateCaption.Model, "template", fallbackReason, Stopwatch.GetElapsedTime(started).TotalMilliseconds));
    }

    // A caller that names a provider wants that one's words or an error, never somebody else's.
    private static bool WantsModel(CaptionRequest request, CaptionByModel model) => request.Provider switch
    {
        null or "" => model.IsConfigured,
        Local => false,
        var named when model.IsConfigured && named.Equals(model.Provider, StringComparison.OrdinalIgnoreCase) => true,
        var named => throw Problems.ProviderNotConfigured.ToException($"There is no provider {named} that could look at images."),
    };

    private static void Validate(CaptionRequest request)
    {
        var errors = new List<ValidationResult>();
        if (!Validator.TryValidateObject(request, new ValidationContext(request), errors, validateAllProperties: true))
            throw CommonProblems.InvalidRequest.ToException(string.Join(' ', errors.Select(error => error.ErrorMessage)));
    }
}
