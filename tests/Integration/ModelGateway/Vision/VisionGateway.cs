using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.ModelGateway.Vision;

/// <summary>One gateway for a class of tests, and the photographs to send to it.</summary>
public sealed class VisionGateway : IAsyncLifetime
{
    private ModelGatewayHost _host = null!;
    private string _photographs = "";

    public HttpClient Client => _host.Client;

    public IServiceProvider Services => _host.Services;

    public async ValueTask InitializeAsync()
    {
        _host = await ModelGatewayHost.StartAsync();
        _photographs = await NativeSetup.PathOfAsync("photos");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    public string PathOf(string photograph) => Path.Combine(_photographs, photograph);

    /// <summary>The answer to a photograph; fails on any status but 200.</summary>
    public async Task<JsonNode> AskAsync(string task, string photograph)
    {
        using var response = await PostAsync(task, await File.ReadAllBytesAsync(PathOf(photograph)));
        return await JsonAsync(response.EnsureSuccessStatusCode());
    }

    public async Task<HttpResponseMessage> PostAsync(string task, byte[] image)
    {
        using var body = new ByteArrayContent(image);
        body.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return await Client.PostAsync(new Uri($"/api/{task}", UriKind.Relative), body);
    }

    public static async Task<JsonNode> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
}
