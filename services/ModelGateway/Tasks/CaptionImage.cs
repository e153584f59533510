using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Suite.ModelGateway.Local.Vision;
using Suite.ModelGateway.Local.Vision.Captions;
using Suite.ModelGateway.Providers;
using Suite.ServiceDefaults;

namespace Suite.ModelGateway.Tasks;

internal static class CaptionImage
{
    private const string Local = "local";

    /// <summary>
    /// <paramref name="Method"/> is <c>model</c> when a language model saw the image, and <c>template</c> when the caption was put
    /// together from measurements; <paramref name="FallbackReason"/> says why it was, if a model had been asked first.
    /// <paramref name="Tokens"/> is what a provider says that it used.
    /// </summary>
    public sealed record Response(
        string Text, JsonObject? Result, string Provider, string Model, string Method, string? FallbackReason, double DurationMs,
        long? Tokens = null);

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
        HttpRequest http, ImageForm form, ImageWork work, ProviderCatalogue providers, CaptionByModel byModel, TemplateCaptioner captioner,
        CancellationToken cancel)
    {
        var (image, request) = await form.ReadAsync<CaptionRequest>(http, cancel);
        Validate(request);
        var started = Stopwatch.GetTimestamp();
        string? fallbackReason = null;
        if (WantsModel(request, providers, out var model))
        {
            try
            {
                var upload = await work.RunAsync(image.ForUpload, cancel);
                var answer = await byModel.AskAsync(upload, request, model, cancel);
                return TypedResults.Ok(new Response(
                    answer.Value.Text, answer.Value.Result, answer.Provider, answer.Model, answer.Method, null,
                    Stopwatch.GetElapsedTime(started).TotalMilliseconds, answer.Value.Tokens));
            }
            catch (ProblemException failure) when (string.IsNullOrEmpty(request.Provider))
            {
                fallbackReason = failure.Message;
            }
        }

        var fields = SchemaField.ReadAll(request.Perspective?.SchemaFields);
        var caption = await work.RunAsync("caption", TemplateCaption.Model, () => captioner.Describe(image, request, cancel), cancel);
        return TypedResults.Ok(new Response(
            caption.Text(), fields.Count == 0 ? null : TemplateResult.Fill(caption, fields),
            Local, TemplateCaption.Model, "template", fallbackReason, Stopwatch.GetElapsedTime(started).TotalMilliseconds));
    }

    // A caller that names a provider wants that one's words or an error, never somebody else's.
    private static bool WantsModel(CaptionRequest request, ProviderCatalogue providers, out string? model)
    {
        model = request.Model;
        if (request.Provider == Local)
            return false;
        if (string.IsNullOrEmpty(request.Provider))
            return providers.ForChat(null).Count > 0;

        var named = providers.All.FirstOrDefault(provider => provider.Name == request.Provider && provider.Chat is not null)
            ?? throw Problems.ProviderNotConfigured.ToException($"There is no provider {request.Provider} that could look at images.");
        model = $"{named.Name}/{request.Model ?? named.ChatModel}";
        return true;
    }

    private static void Validate(CaptionRequest request)
    {
        var errors = new List<ValidationResult>();
        if (!Validator.TryValidateObject(request, new ValidationContext(request), errors, validateAllProperties: true))
            throw CommonProblems.InvalidRequest.ToException(string.Join(' ', errors.Select(error => error.ErrorMessage)));
    }
}
