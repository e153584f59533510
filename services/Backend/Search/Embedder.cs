using System.Net.Http.Json;
using Suite.ServiceDefaults;

namespace Suite.Search;

/// <summary>Turns texts into vectors by asking the model gateway.</summary>
internal sealed class Embedder(HttpClient http)
{
    /// <summary>The named client that searches use: one quick attempt, for somebody waits.</summary>
    public const string ForQueries = "search-queries";

    /// <summary>The named client of the indexing jobs.</summary>
    public const string ForIndexing = "search-indexing";

    // One request's worth; the gateway shares it out over its cores.
    private const int BatchSize = 64;

    private sealed record Request(IReadOnlyList<string> Texts, string Model);

    private sealed record Response(float[][] Vectors, string Model);

    /// <summary>One vector for each text.</summary>
    /// <exception cref="HttpRequestException">The gateway did not answer, or not as asked.</exception>
    public async Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, string model, CancellationToken cancel)
    {
        var vectors = new List<float[]>(texts.Count);
        foreach (var batch in texts.Chunk(BatchSize))
            vectors.AddRange(await EmbedBatchAsync(batch, model, cancel));
        return vectors;
    }

    private async Task<float[][]> EmbedBatchAsync(string[] texts, string model, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync("/api/embed", new Request(texts, model), SuiteJson.Options, cancel);
        answer.EnsureSuccessStatusCode();
        var made = await answer.Content.ReadFromJsonAsync<Response>(SuiteJson.Options, cancel);
        return made is { } response && response.Model == model && response.Vectors.Length == texts.Length
            ? response.Vectors
            : throw new HttpRequestException(
                $"The model gateway answered with {made?.Vectors.Length ?? 0} vectors of {made?.Model}, not {texts.Length} of {model}.");
    }
}
