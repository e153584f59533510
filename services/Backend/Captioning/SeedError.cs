using Microsoft.AspNetCore.Http;

namespace Suite.Captioning;

/// <summary>graphcap's clients read a failure from <c>error</c>: on its routes every problem carries that too.</summary>
internal static class SeedError
{
    private static readonly PathString[] Routes = ["/api/perspectives", "/api/datasets", "/api/ws"];

    public static void AddTo(ProblemDetailsOptions options)
    {
        var before = options.CustomizeProblemDetails;
        options.CustomizeProblemDetails = context =>
        {
            before?.Invoke(context);
            if (Array.Exists(Routes, route => context.HttpContext.Request.Path.StartsWithSegments(route)))
                context.ProblemDetails.Extensions.TryAdd("error", Text(context));
        };
    }

    private static string? Text(ProblemDetailsContext context) => context.ProblemDetails is HttpValidationProblemDetails invalid
        ? string.Join(" ", invalid.Errors.SelectMany(field => field.Value))
        : context.ProblemDetails.Detail ?? context.ProblemDetails.Title;
}
