using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Suite.ModelGateway.Providers;
using Suite.ModelGateway.Tasks;

namespace Suite.ModelGateway.Wire;

/// <summary>OpenAI's <c>POST /v1/embeddings</c>: one text or many, numbers or base64.</summary>
internal static class CreateEmbeddings
{
    private sealed record Request(string? Model, JsonElement Input, string? EncodingFormat, int? Dimensions);

    private sealed record Response(string Object, IEnumerable<Item> Data, string Model, Usage Usage);

    private sealed record Item(string Object, int Index, object Embedding);

    private sealed record Usage(long PromptTokens, long TotalTokens);

    public static void MapCreateEmbeddings(this RouteGroupBuilder group) => group
        .MapPost("/embeddings", Handle)
        .WithName(nameof(CreateEmbeddings))
        .WithSummary("Embeddings in OpenAI's wire format.");

    internal static async Task<IResult> Handle(
        HttpRequest http, ModelRouter router, IOptions<ModelsOptions> options, CancellationToken cancel)
    {
        var request = await JsonSerializer.DeserializeAsync<Request>(http.Body, WireJson.Options, cancel);
        if (request is null || TextsOf(request.Input) is not { Count: > 0 } texts)
            return WireError.Result(Problems.InvalidInput, "`input` must be a text or a list of texts.", "input");
        if (request.EncodingFormat is not (null or "float" or "base64"))
            return WireError.Result(Problems.InvalidInput, "`encoding_format` must be float or base64.", "encoding_format");
        TextLimits.Require(texts, options.Value);

        var (made, _, model, _) = await router.EmbedAsync(texts, request.Model, cancel);
        if (request.Dimensions is { } wanted && wanted != made[0].Dimensions)
            return WireError.Result(Problems.InvalidInput, $"{model} makes {made[0].Dimensions} dimensions and no others.", "dimensions");

        var base64 = request.EncodingFormat == "base64";
        return TypedResults.Json(
            new Response(
                "list",
                made.Select((embedding, index) => new Item("embedding", index, base64 ? Base64(embedding.Vector) : embedding.Vector)),
                model,
                new Usage(made.Usage?.InputTokenCount ?? 0, made.Usage?.TotalTokenCount ?? 0)),
            WireJson.Options);
    }

    private static List<string>? TextsOf(JsonElement input) => input.ValueKind switch
    {
        JsonValueKind.String => [input.GetString()!],
        JsonValueKind.Array when input.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String) =>
            [.. input.EnumerateArray().Select(text => text.GetString()!)],
        _ => null,
    };

    // OpenAI's own clients ask for base64: little-endian floats.
    private static string Base64(ReadOnlyMemory<float> vector) => Convert.ToBase64String(MemoryMarshal.AsBytes(vector.Span));
}
