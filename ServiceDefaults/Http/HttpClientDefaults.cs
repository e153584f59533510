using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Suite.ServiceDefaults;

/// <summary>
/// Gives every client of the factory three handlers: <see cref="RetryHandler"/> → <see cref="ServiceDiscoveryHandler"/> →
/// <see cref="BreakerHandler"/>. In this order a retry goes to the next address, and one dead replica opens only its own breaker.
/// </summary>
internal sealed class HttpClientDefaults(
    IOptionsMonitor<HttpResilienceOptions> options, ServiceAddresses addresses, HttpPipelines pipelines, HttpMetrics metrics)
    : IConfigureNamedOptions<HttpClientFactoryOptions>
{
    public static void AddTo(IServiceCollection services)
    {
        services.AddHttpClient();
        services.TryAddSingleton<ServiceAddresses>();
        services.TryAddSingleton<HttpPipelines>();
        services.TryAddSingleton<HttpMetrics>();
        services.AddOptions<HttpResilienceOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<HttpClientFactoryOptions>, HttpClientDefaults>();
    }

    public void Configure(string? name, HttpClientFactoryOptions factory)
    {
        var client = name ?? Options.DefaultName;
        // HttpClient's own timeout is the only one that also covers reading the body.
        factory.HttpClientActions.Add(http => http.Timeout = options.Get(client).TotalTimeout);
        factory.HttpMessageHandlerBuilderActions.Add(builder =>
        {
            builder.AdditionalHandlers.Add(new RetryHandler(pipelines.RetryFor(client)));
            builder.AdditionalHandlers.Add(new ServiceDiscoveryHandler(addresses));
            builder.AdditionalHandlers.Add(new BreakerHandler(client, pipelines, metrics));
        });
    }

    public void Configure(HttpClientFactoryOptions factory) => Configure(Options.DefaultName, factory);
}

/// <summary>Per-client patience.</summary>
public static class HttpClientBuilderExtensions
{
    /// <summary>Changes <see cref="HttpResilienceOptions"/> of this client only.</summary>
    public static IHttpClientBuilder ConfigureResilience(this IHttpClientBuilder builder, Action<HttpResilienceOptions> configure)
    {
        builder.Services.Configure(builder.Name, configure);
        return builder;
    }
}
