using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Suite.ServiceDefaults;

/// <summary>The clients of the published systems read a failure from <c>error</c>: a problem on their routes carries that too.</summary>
public static class SeedErrors
{
    /// <param name="services">Those of the process that answers on the routes.</param>
    /// <param name="routes">The beginnings of their paths, by whole segments.</param>
    public static IServiceCollection AddSeedErrors(this IServiceCollection services, params PathString[] routes) =>
        services.Configure<ProblemDetailsOptions>(options =>
        {
            var before = options.CustomizeProblemDetails;
            options.CustomizeProblemDetails = context =>
            {
                before?.Invoke(context);
                if (Array.Exists(routes, route => context.HttpContext.Request.Path.StartsWithSegments(route)))
                    context.ProblemDetails.Extensions.TryAdd("error", Text(context));
            };
        });

    private static string? Text(ProblemDetailsContext context) => context.ProblemDetails is HttpValidationProblemDetails invalid
        ? string.Join(" ", invalid.Errors.SelectMany(field => field.Value))
        : context.ProblemDetails.Detail ?? context.ProblemDetails.Title;
}
