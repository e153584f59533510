using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Suite.Assets;
using Suite.Jobs;
using Suite.Platform;
using Suite.Search.Indexing;
using Suite.Search.Ranking;
using Suite.ServiceDefaults;

namespace Suite.Search;

/// <summary>Finds assets by what is said about them. Other modules need nothing of it: it listens to theirs.</summary>
public static class SearchModule
{
    private static readonly Uri ModelGateway = new("http://model-gateway");

    public static IHostApplicationBuilder AddSearch(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<SearchOptions>()
            .BindConfiguration(SearchOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddMigrations("search", typeof(SearchModule).Assembly);

        var options = builder.Configuration.GetSection(SearchOptions.Section).Get<SearchOptions>() ?? new SearchOptions();
        builder.Services.AddHttpClient(Embedder.ForIndexing, http => http.BaseAddress = ModelGateway);
        builder.Services.AddHttpClient(Embedder.ForQueries, http => http.BaseAddress = ModelGateway)
            .ConfigureResilience(patience =>
            {
                patience.Retries = 0;
                patience.AttemptTimeout = patience.TotalTimeout = options.QueryTimeout;
            });

        builder.Services.AddSingleton<SearchTelemetry>();
        builder.Services.AddSingleton<IndexStore>();
        builder.Services.AddSingleton<SearchStore>();
        builder.Services.AddSingleton<QueryVectors>();
        builder.Services.AddSingleton<TeamSizes>();
        builder.Services.AddSingleton<Searcher>();
        builder.Services.AddSingleton<IEventSubscriber, ReindexOnTextChange>();
        builder.Services.AddHostedService<ReindexOnModelChange>();
        builder.Services.AddItemHandler<IndexAsset>(AssetIntake.Kind, AssetIntake.Embed);
        builder.Services.AddItemHandler<IndexAsset>(IndexAsset.Kind, AssetIntake.Embed);
        return builder;
    }

    public static IEndpointRouteBuilder MapSearch(this IEndpointRouteBuilder app)
    {
        app.MapSearchAssets();
        return app;
    }
}
