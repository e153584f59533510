using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Suite.Dashboard;
using Suite.Dashboard.Hub;
using Suite.ServiceDefaults;
using Suite.Tests.Integration.ServiceDefaults;

namespace Suite.Tests.Integration.Dashboard;

/// <summary>The dashboard as its program builds it, on a free port.</summary>
internal sealed class TestDashboard : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _telemetry;

    private TestDashboard(WebApplication app, string telemetry)
    {
        (_app, _telemetry) = (app, telemetry);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>One of the hub's ports.</summary>
    public Uri Hub(Listener listener) => _app.Services.GetRequiredService<HubServer>().AddressOf(listener)!;

    public static async Task<TestDashboard> StartAsync(FakeEngine engine, string backend, params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = TestHost.Arguments, ApplicationName = "Suite.Dashboard" });
        builder.Configuration["Dashboard:ResourceService:Url"] = engine.Url;
        builder.Configuration["Dashboard:ResourceService:ApiKey"] = FakeEngine.Key;
        builder.Configuration["services:backend:http:0"] = backend;
        foreach (var listener in Enum.GetNames<Listener>())
            builder.Configuration[$"Otlp:{listener}Url"] = "http://127.0.0.1:0";
        var telemetry = Directory.CreateTempSubdirectory("suite-telemetry-").FullName;
        builder.Configuration["Telemetry:Path"] = telemetry;
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        builder.AddServiceDefaults();
        builder.AddDashboard();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();

        var app = builder.Build();
        app.UseDashboard();
        await app.StartAsync();
        return new TestDashboard(app, telemetry);
    }

    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? session = null, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        if (session is not null)
            request.Headers.Add("Cookie", $"suite_session={session}");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>The events of a stream, until the test has seen enough.</summary>
    public async IAsyncEnumerable<JsonObject> EventsAsync(string path)
    {
        using var response = (await SendAsync(HttpMethod.Get, path, "admin")).EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync();
        await foreach (var item in SseParser.Create(stream).EnumerateAsync())
            yield return (JsonObject)JsonNode.Parse(item.Data)!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        // Waits for what is still written below the folder.
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_telemetry, recursive: true);
    }
}
