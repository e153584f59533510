using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Suite.Bench.Upload;

/// <summary>The two calls of this benchmark.</summary>
internal sealed class SuiteClient : IDisposable
{
    private readonly HttpClient _http;

    public SuiteClient(string address, string apiKey)
    {
        _http = new HttpClient { BaseAddress = new Uri(address) };
        _http.DefaultRequestHeaders.Add("X-Api-Key", apiKey);
    }

    /// <summary>Uploads one file and returns the id of its asset.</summary>
    public async Task<Guid> UploadAsync(string name, byte[] jpeg)
    {
        using var file = new ByteArrayContent(jpeg) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
        using var form = new MultipartFormDataContent { { file, "files", name } };
        using var response = await _http.PostAsync("/api/assets", form);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"Upload answered {(int)response.StatusCode}: {answer}");
        return answer.GetProperty("results")[0].GetProperty("asset").GetProperty("id").GetGuid();
    }

    /// <summary>Returns when a search by the asset's own caption, by meaning, has it among its hundred best.</summary>
    public async Task WaitUntilFoundAsync(Guid asset, TimeSpan timeout)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < timeout)
        {
            var view = await _http.GetFromJsonAsync<JsonElement>($"/api/assets/{asset}");
            if (view.GetProperty("state").GetString() is "failed" or "quarantined")
                throw new InvalidOperationException($"The asset ended {view.GetProperty("state")}.");
            if (view.GetProperty("caption").GetString() is { } caption && await IsFoundAsync(asset, caption))
                return;
            await Task.Delay(25);
        }

        throw new TimeoutException($"Asset {asset} was not searchable after {timeout.TotalSeconds} s.");
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> IsFoundAsync(Guid asset, string caption)
    {
        var query = Uri.EscapeDataString(caption.Length > 200 ? caption[..200] : caption);
        var found = await _http.GetFromJsonAsync<JsonElement>($"/api/search?q={query}&mode=semantic&limit=100");
        return found.GetProperty("items").EnumerateArray().Any(item => item.GetProperty("asset").GetProperty("id").GetGuid() == asset);
    }
}
