using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace Suite.Dashboard.Resources;

/// <summary>The engine's resource service, as the wire has it.</summary>
internal sealed class EngineClient
{
    private readonly HttpClient _http;

    public EngineClient(HttpClient http, IOptions<DashboardOptions> options)
    {
        var engine = options.Value.ResourceService;
        _http = http;
        _http.BaseAddress = engine.Url;
        if (engine.ApiKey is { Length: > 0 } key)
            _http.DefaultRequestHeaders.Add("x-resource-service-api-key", key);
    }

    public bool IsConfigured => _http.BaseAddress is not null;

    /// <summary>A snapshot (an array) first, then every resource that changes; ends when the engine does.</summary>
    public IAsyncEnumerable<JsonNode> WatchResourcesAsync(CancellationToken cancel) => WatchAsync("resources/watch", cancel);

    /// <summary>Lines as they are written: <c>{line, at, stream}</c>.</summary>
    public IAsyncEnumerable<JsonNode> WatchLogsAsync(string resource, CancellationToken cancel) =>
        WatchAsync($"resources/{Uri.EscapeDataString(resource)}/logs/watch", cancel);

    /// <summary>The last lines, oldest first.</summary>
    public async Task<JsonArray> ReadLogsAsync(string resource, int tail, CancellationToken cancel) =>
        await _http.GetFromJsonAsync<JsonArray>($"resources/{Uri.EscapeDataString(resource)}/logs?tail={tail}", cancel) ?? [];

    /// <summary>The engine's own answer, whatever it is.</summary>
    public Task<HttpResponseMessage> SendCommandAsync(string resource, string command, CancellationToken cancel) =>
        _http.PostAsync($"resources/{Uri.EscapeDataString(resource)}/commands/{Uri.EscapeDataString(command)}", null, cancel);

    private async IAsyncEnumerable<JsonNode> WatchAsync(string path, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var response = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancel);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        var events = SseParser.Create(stream, (_, data) => data.IsEmpty ? null : JsonSerializer.Deserialize<JsonNode>(data));
        await foreach (var item in events.EnumerateAsync(cancel))
        {
            if (item.Data is not null)
                yield return item.Data;
        }
    }
}
