using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.AI;
using Suite.ModelGateway.Local.Text;

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
        .ProducesValidationProblem();

    internal static async Task<Ok<Response>> Handle(Request request, LocalEmbeddings embeddings, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var made = await embeddings.GenerateAsync(request.Texts, cancellationToken: cancel);
        return TypedResults.Ok(new Response(
            made.Select(embedding => embedding.Vector), made[0].Dimensions, "local", LocalEmbeddings.ModelId, "model",
            Stopwatch.GetElapsedTime(started).TotalMilliseconds));
    }
}
