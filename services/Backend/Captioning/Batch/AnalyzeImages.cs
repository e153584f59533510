using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Captioning;

internal static class AnalyzeImages
{
    public static void MapAnalyzeImages(this RouteGroupBuilder group) => group
        .MapPost("/analyze-images", Handle)
        .WithName(nameof(AnalyzeImages))
        .WithSummary("Which captions images have and which are missing, in the present versions of the perspectives.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Request request, Caller caller, ImageSource images, ExistingCaptions existing, PerspectiveStore perspectives, CancellationToken cancel)
    {
        var library = await perspectives.LibraryAsync(caller.TeamId, cancel);
        var names = request.Perspectives?.Distinct().ToList()
            ?? [.. library.All.Where(perspective => library.IsOn(perspective.Module)).Select(perspective => perspective.Name)];
        if (names.Find(name => library.Find(name) is null) is { } unknown)
            return Problems.UnknownPerspective.ToResult($"There is no perspective {unknown}.");

        var paths = request.Images.Distinct().ToList();
        var found = await images.FindAsync(caller.TeamId, paths, cancel);
        var captions = await existing.OfAsync(caller.TeamId, found, cancel);
        return TypedResults.Ok(new Response([.. paths.Zip(captions, (path, has) =>
        {
            var made = names.ToLookup(name => has[name].Contains(library.Find(name)!.Version));
            return new Analysis(path, [.. made[true]], [.. made[false]]);
        })]));
    }

    /// <param name="Images">Asset ids, or paths in the workspace.</param>
    /// <param name="Perspectives">Null: all that are switched on.</param>
    public sealed record Request(
        [Required, Length(1, 10_000)] string[] Images, [Length(1, 100)] string[]? Perspectives = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Images.Any(string.IsNullOrEmpty))
                yield return new ValidationResult("An image cannot be null or empty.", [nameof(Images)]);
            if (Perspectives?.Any(string.IsNullOrEmpty) == true)
                yield return new ValidationResult("A perspective cannot be null or empty.", [nameof(Perspectives)]);
        }
    }

    internal sealed record Response(IReadOnlyList<Analysis> Results);

    internal sealed record Analysis(
        string ImagePath, IReadOnlyList<string> ExistingPerspectives, IReadOnlyList<string> MissingPerspectives);
}
