using System.Net.Http.Json;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.EndToEnd;

/// <summary>
/// Somebody who uses everything at the public address, again and again, until disposed. In a team of its own: the library that
/// other tests look through has none of its photographs.
/// </summary>
internal sealed class SuiteLoad : IAsyncDisposable
{
    private static readonly string[] Photographs = ["coffee.png", "chelsea.png", "coins.png", "camera.png"];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly SuiteApp _suite;
    private readonly string _apiKey;
    private readonly HttpClient _client;
    private readonly Task _rounds;

    private SuiteLoad(SuiteApp suite, string apiKey)
    {
        (_suite, _apiKey) = (suite, apiKey);
        _client = suite.CreateClient(apiKey);
        _rounds = RunAsync();
    }

    public static async Task<SuiteLoad> StartAsync(SuiteApp suite) => new(suite, await suite.KeyOfNewTeamAsync($"Load {Guid.NewGuid():N}"));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _rounds.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var follower = await Socket.OpenAsync(_suite, _apiKey, "/api/ws/job-updates", _stop.Token);
        using var timer = new PeriodicTimer(Pause);
        for (var round = 0; ; round++)
        {
            // Few uploads: each keeps the models busy for a second, and the rest is what fills the figures in between.
            if (round % 4 == 0)
                await UploadAsync(Photographs[round / 4 % Photographs.Length]);
            await GetAsync($"/api/search?q=something+hot+in+round+{round}");
            await GetAsync("/api/search?q=the+same+again");
            await GetAsync("/api/assets");
            await PostAsync("/models/v1/embeddings", new { model = "universal-sentence-encoder-lite", input = $"A sentence of round {round}." });
            await PostAsync("/models/v1/embeddings", new { model = "universal-sentence-encoder-lite", input = "A sentence that is known." });
            await timer.WaitForNextTickAsync(_stop.Token);
        }
    }

    /// <summary>An image that nobody has uploaded: decoders stop where the image ends, and what follows makes it another file.</summary>
    private async Task UploadAsync(string photograph)
    {
        byte[] bytes = [.. await File.ReadAllBytesAsync(Path.Combine(_suite.Photos, photograph), _stop.Token), .. Guid.NewGuid().ToByteArray()];
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "files", photograph } };
        using var response = await _client.PostAsync("/api/assets", form, _stop.Token);
    }

    private async Task GetAsync(string path)
    {
        using var response = await _client.GetAsync(path, _stop.Token);
    }

    private async Task PostAsync(string path, object body)
    {
        using var response = await _client.PostAsJsonAsync(path, body, _stop.Token);
    }
}
