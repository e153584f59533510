using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Suite.Tests.Integration.ServiceDefaults;

namespace Suite.Tests.Integration.ModelGateway.Vision;

/// <summary>A server that speaks as much of OpenAI's wire format as a caption needs, and always says the same, or fails.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeProvider(WebApplication app) => _app = app;

    public string? LastBody { get; private set; }

    /// <summary>What a gateway has to be told so that it asks this provider.</summary>
    public (string, string)[] Settings =>
    [
        ("Models:Endpoint", _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/v1"),
        ("Models:Model", "fake-vision"),
    ];

    /// <param name="answer">The words of the model; null for a server that is broken.</param>
    public static async Task<FakeProvider> StartAsync(string? answer)
    {
        var builder = WebApplication.CreateBuilder([.. TestHost.Arguments, "--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var provider = new FakeProvider(app);
        app.MapPost("/v1/chat/completions", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            provider.LastBody = await reader.ReadToEndAsync();
            return answer is null
                ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
                : Results.Json(new
                {
                    id = "1",
                    model = "fake-vision",
                    choices = new[] { new { index = 0, finish_reason = "stop", message = new { role = "assistant", content = answer } } },
                });
        });
        await app.StartAsync();
        return provider;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
