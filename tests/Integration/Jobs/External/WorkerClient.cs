using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Suite.Tests.Integration.Jobs.External;

/// <summary>
/// An external worker, as a program writes one: HTTP and a key of role worker. Each takes a kind of its own, unless it is told one,
/// so that many can share a backend.
/// </summary>
internal sealed class WorkerClient(HttpClient http, string kind) : IDisposable
{
    public const string Step = "epoch";

    public string Kind { get; } = kind;

    /// <summary>The API key that it calls with.</summary>
    public string Key => http.DefaultRequestHeaders.GetValues("X-Api-Key").Single();

    public string Name { get; } = $"gpu-{Guid.NewGuid():N}";

    public static async Task<WorkerClient> OfAsync(BackendApp app, string? kind = null) =>
        new(await app.WithRoleAsync("worker"), kind ?? $"train-{Guid.NewGuid():N}");

    public Task<(int Status, JsonElement Body)> LeaseAsync(int max = 1, int waitSeconds = 0) =>
        PostAsync("/api/workers/lease", new { worker = Name, kinds = new[] { new { kind = Kind, step = Step } }, max, waitSeconds });

    /// <summary>The attempts that one lease gave.</summary>
    public async Task<long[]> AttemptsAsync(int max = 1, int waitSeconds = 0) =>
        [.. (await LeaseAsync(max, waitSeconds)).Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("attemptId").GetInt64())];

    public Task<(int Status, JsonElement Body)> CompleteAsync(long attempt, object? output = null, long? tokens = null) =>
        PostAsync($"/api/workers/attempts/{attempt}/complete", new { output, tokens });

    public Task<(int Status, JsonElement Body)> FailAsync(long attempt, string error, bool retry = true) =>
        PostAsync($"/api/workers/attempts/{attempt}/fail", new { error, retry });

    public Task<(int Status, JsonElement Body)> ReleaseAsync(long attempt) => PostAsync($"/api/workers/attempts/{attempt}/release", new { });

    public async Task<string[]> BeatAsync(params (long Attempt, int? Progress)[] beats) =>
    [
        .. (await PostAsync(
                "/api/workers/heartbeat",
                new { attempts = beats.Select(beat => new { attemptId = beat.Attempt, progress = beat.Progress }) }))
            .Body.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("state").GetString()!),
    ];

    public Task<(int Status, JsonElement Body)> PostAsync(string path, object body) =>
        PostTextAsync(path, JsonSerializer.Serialize(body, JsonSerializerOptions.Web));

    /// <summary>Posts what no serializer would write.</summary>
    public async Task<(int Status, JsonElement Body)> PostTextAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(path, content);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    public async Task<(int Status, string? Code)> GetAsync(string path)
    {
        using var response = await http.GetAsync(path);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    public void Dispose() => http.Dispose();
}
