using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Suite.ModelGateway.Providers;

namespace Suite.ModelGateway.Tasks;

internal static class Embed
{
    public sealed record Request([Required, MinLength(1)] string[] Texts, string? Model = null);

    public sealed record Response(
        IEnumerable<ReadOnlyMemory<float>> Vectors, int Dimensions, string Provider, string Model, string Method, double DurationMs);

    public static void MapEmbed(this RouteGroupBuilder group) => group
        .MapPost("/embed", Handle)
        .WithName(nameof(Embed))
        .WithSummary("Unit vectors of texts: the closer the meaning, the larger the dot product.")
        .ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    internal static async Task<Ok<Response>> Handle(
        Request request, ModelRouter router, IOptions<ModelsOptions> options, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        TextLimits.Require(request.Texts, options.Value);
        var answer = await router.EmbedAsync(request.Texts, request.Model, cancel);
        return TypedResults.Ok(new Response(
            answer.Value.Select(embedding => embedding.Vector), answer.Value[0].Dimensions,
            answer.Provider, answer.Model, answer.Method, Stopwatch.GetElapsedTime(started).TotalMilliseconds));
    }
}
