using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

internal static class CaptionFromPath
{
    public static void MapCaptionFromPath(this RouteGroupBuilder group) => group
        .MapPost("/caption-from-path", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(CaptionFromPath))
        .WithSummary("Caption one image now, as graphcap's inference bridge does. Nothing is kept.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status502BadGateway);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Request request, Caller caller, ImageSource images, CaptionMaker captions, PerspectiveStore perspectives, CancellationToken cancel)
    {
        var library = await perspectives.LibraryAsync(caller.TeamId, cancel);
        if (library.Find(request.Perspective) is not { } perspective)
            return Problems.UnknownPerspective.ToResult($"There is no perspective {request.Perspective}.");
        if (!library.IsOn(perspective.Module))
            return Problems.PerspectiveDisabled.ToResult($"{perspective.Name} belongs to the module {perspective.Module}, which is switched off.");

        var image = (await images.FindAsync(caller.TeamId, [request.ImagePath], cancel))[0];
        try
        {
            var caption = await captions.MakeAsync(
                caller.TeamId, image, perspective.Name, perspective.Version, request.ToOptions(), _ => { }, cancel);
            return TypedResults.Ok(Response.Of(caption));
        }
        catch (ItemFailedException e)
        {
            return (e.Retry ? Problems.ModelsUnavailable : Problems.CaptionFailed).ToResult(e.Message);
        }
    }

    /// <param name="ImagePath">An asset id, or a path in the workspace.</param>
    /// <param name="Context">A text or several, told to the model beside the prompt.</param>
    public sealed record Request(
        [Required, StringLength(100)] string Perspective,
        [property: JsonPropertyName("image_path")]
        [Required, StringLength(4_096)] string ImagePath,
        [StringLength(100)] string? Provider = null,
        [StringLength(200)] string? Model = null,
        [property: JsonPropertyName("max_tokens")]
        [Range(1, 32_768)] int MaxTokens = 4096,
        [Range(0.0, 2.0)] double Temperature = 0.8,
        [property: JsonPropertyName("top_p")]
        [Range(0.0, 1.0)] double TopP = 0.9,
        [property: JsonPropertyName("repetition_penalty")]
        [Range(0.1, 2.0)] double RepetitionPenalty = 1.15,
        JsonElement? Context = null,
        [property: JsonPropertyName("global_context")]
        [StringLength(20_000)] string? GlobalContext = null,
        [property: JsonPropertyName("resize_resolution")]
        [AllowedValues(
            null, ResizeBound.Vga, ResizeBound.Hd, ResizeBound.FullHd, ResizeBound.QuadHd, ResizeBound.FourK, ResizeBound.EightK)]
        string? ResizeResolution = null) : IValidatableObject
    {
        private const int LongestContext = 20_000;

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Contexts() is not { } texts)
                yield return new ValidationResult("context is a text or a list of texts.", [nameof(Context)]);
            else if (texts.Sum(text => text.Length) > LongestContext)
                yield return new ValidationResult($"context has at most {LongestContext} characters.", [nameof(Context)]);
        }

        internal CreateBatch.Options ToOptions()
        {
            var told = Contexts()!.Prepend(GlobalContext).Where(text => !string.IsNullOrEmpty(text)).ToList();
            return new CreateBatch.Options(
                MaxTokens, Temperature, TopP, RepetitionPenalty, Provider,
                told.Count == 0 ? null : string.Join("\n\n", told),
                ResizeResolution: ResizeResolution)
            {
                Model = Model,
            };
        }

        private List<string>? Contexts() => Context switch
        {
            null or { ValueKind: JsonValueKind.Null } => [],
            { } given when !StoredText.CanHold(given) => null,
            { ValueKind: JsonValueKind.String } text => [text.GetString()!],
            { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String) =>
                [.. list.EnumerateArray().Select(text => text.GetString()!)],
            _ => null,
        };
    }

    /// <param name="Provider">Who answered, which is what was asked for or, when nothing was, whoever could.</param>
    /// <param name="Result">The perspective's fields; <c>text</c> alone when what the model said has not got them.</param>
    /// <param name="RawText">What the model said, then.</param>
    internal sealed record Response(
        string Perspective,
        string Provider,
        string Model,
        string Method,
        JsonElement Result,
        [property: JsonPropertyName("raw_text")]
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RawText)
    {
        public static Response Of(Caption caption) => new(
            caption.Perspective.Name,
            caption.Answer.Provider,
            caption.Answer.Model,
            caption.Answer.Method,
            caption.Result ?? JsonSerializer.SerializeToElement(new { text = caption.Answer.Text }, SuiteJson.Options),
            caption.Result is null ? caption.Answer.Text : null);
    }
}
