using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpenAI;
using Suite.ModelGateway;
using Suite.ModelGateway.Local;
using Suite.Testing;
using Suite.Tests.Integration.ServiceDefaults;

namespace Suite.Tests.Integration.ModelGateway;

/// <summary>The real model gateway on a port of its own; its local models are read when they are first asked.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private readonly TestService _service;

    private GatewayHost(TestService service) => _service = service;

    public HttpClient Http => _service.Client;

    public T Get<T>() where T : notnull => _service.Services.GetRequiredService<T>();

    public static async Task<GatewayHost> StartAsync(params (string Key, string? Value)[] settings) => new(await TestService.StartAsync(
        builder =>
        {
            builder.AddModelGateway();
            builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(CapabilityLoader)));
        },
        app => app.MapModelGateway(),
        LastOnes([("Models:WeightsPath", await NativeSetup.PathOfAsync("weights")), .. settings])));

    /// <summary>Settings of one provider, which is not retried unless a test says so.</summary>
    public static (string Key, string? Value)[] Provider(
        int number, string name, string endpoint, string? model = "big", params (string Key, string? Value)[] more) =>
    [
        .. new (string Key, string? Value)[]
        {
            ("Name", name), ("Endpoint", endpoint), ("Model", model), ("Retries", "0"), ("RetryDelay", "00:00:00.010"),
        }.Concat(more).Select(setting => ($"Models:Providers:{number}:{setting.Key}", setting.Value)),
    ];

    /// <summary>OpenAI's own client, pointed at us.</summary>
    public OpenAIClient OpenAi() => new(
        new ApiKeyCredential("any"),
        new OpenAIClientOptions { Endpoint = new Uri(Http.BaseAddress!, "/v1"), RetryPolicy = new ClientRetryPolicy(0) });

    public Task<HttpResponseMessage> ChatAsync(string? model = null, string text = "Hi.", bool stream = false) => Http.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = JsonContent.Create(new { model, stream, messages = new[] { new { role = "user", content = text } } }),
        },
        HttpCompletionOption.ResponseHeadersRead);

    // A test's own setting comes after the usual one.
    private static (string Key, string? Value)[] LastOnes(IEnumerable<(string Key, string? Value)> settings) =>
        [.. settings.GroupBy(setting => setting.Key).Select(same => same.Last())];

    public ValueTask DisposeAsync() => _service.DisposeAsync();
}

internal static class WireAnswers
{
    public static async Task<string?> ErrorCodeAsync(this HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("code").GetString();

    public static async Task<string?> TextAsync(this HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();

    public static string? Provider(this HttpResponseMessage response) => response.Headers.GetValues("x-suite-provider").Single();
}
