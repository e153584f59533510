using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Suite.ModelGateway;
using Suite.ServiceDefaults;
using Suite.Testing;
using Suite.Tests.Integration.ServiceDefaults;

namespace Suite.Tests.Integration.ModelGateway;

/// <summary>A running model gateway with the real weights, on a free port.</summary>
internal sealed class ModelGatewayHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ModelGatewayHost(WebApplication app, HttpClient client) => (_app, Client) = (app, client);

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<ModelGatewayHost> StartAsync(params (string Key, string Value)[] settings)
    {
        await NativeSetup.EnsureAsync("vips");
        var builder = WebApplication.CreateBuilder(TestHost.Arguments);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Logging:LogLevel:Default"] = "Warning",
            ["Models:WeightsPath"] = await NativeSetup.PathOfAsync("weights"),
            // Shared by all runs in this checkout: a conversion costs a second, and names carry a hash of what went in.
            ["Models:CachePath"] = Path.Combine(Repository.Root, ".suite", "models"),
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.AddServiceDefaults();
        builder.AddModelGateway();
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapModelGateway();
        await app.StartAsync();

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new ModelGatewayHost(app, new HttpClient { BaseAddress = new Uri(address) });
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        // Waits for models that are still being loaded.
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
