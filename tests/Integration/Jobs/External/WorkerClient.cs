using System.Net.Http.Json;
using System.Text.Json;
using Suite.Jobs;

namespace Suite.Tests.Integration.Jobs.External;

/// <summary>An external worker, as a program writes one: HTTP and a key of role worker.</summary>
internal sealed class WorkerClient(HttpClient http) : IDisposable
{
    public const string Kind = "train";
    public const string Step = "epoch";

    public static async Task<WorkerClient> OfAsync(BackendApp app) => new(await app.WithRoleAsync("worker"));

    /// <summary>A worker of another team.</summary>
    public static async Task<WorkerClient> StrangerAsync(BackendApp app) => new(await app.StrangerAsync("worker"));

    public static async Task<Guid> EnqueueAsync(BackendApp app, int items = 1, string queue = "training", string kind = Kind) =>
        (await app.Get<IJobQueue>().EnqueueAsync(
            new NewJob(
                await app.TeamAsync(), queue, kind,
                [.. Enumerable.Range(0, items).Select(number => new NewItem(Step, Input: JsonSerializer.SerializeToElement(new { number })))],
                Config: JsonElement.Parse("""{"rate":0.1}""")),
            CancellationToken.None)).JobId;

    public Task<(int Status, JsonElement Body)> LeaseAsync(int max = 1, int waitSeconds = 0, string kind = Kind, string worker = "gpu-1") =>
        PostAsync("/api/workers/lease", new { worker, kinds = new[] { new { kind, step = Step } }, max, waitSeconds });

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

    public async Task<(int Status, JsonElement Body)> PostAsync(string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    public void Dispose() => http.Dispose();
}
