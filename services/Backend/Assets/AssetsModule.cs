using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Suite.Access;
using Suite.Assets.Blobs;
using Suite.Assets.Collections;
using Suite.Assets.Intake;
using Suite.Assets.Upload;
using Suite.Jobs;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Assets;

/// <summary>The public face of the assets: files, what was derived from them and what was found out about them.</summary>
public static class AssetsModule
{
    public static IHostApplicationBuilder AddAssets(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AssetsOptions>()
            .BindConfiguration(AssetsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddValidation();
        services.AddMigrations("assets", typeof(AssetsModule).Assembly);

        services.AddSingleton<LocalBlobStore>();
        services.AddSingleton<IBlobStore>(provider => provider.GetRequiredService<LocalBlobStore>());
        services.AddHostedService<StagingSweep>();

        services.AddSingleton<AssetTelemetry>();
        services.AddSingleton<AssetStore>();
        services.AddSingleton<InsightStore>();
        services.AddSingleton<CollectionStore>();
        services.AddSingleton<ICollections, CollectionsDoor>();
        services.AddSingleton<UploadStore>();
        services.AddSingleton<FileReceiver>();
        services.AddSingleton<IAssets, AssetsDoor>();
        services.AddSingleton<IAssetUploads, UploadDoor>();

        services.AddSingleton<IntakeStore>();
        // Patient enough for a model gateway that restarts: about two minutes until an asset is given up.
        services.AddJobQueue(new QueueDefinition(AssetIntake.Queue, MaxRunningItems: 4, MaxAttempts: 7));
        services.AddSingleton<IEventSubscriber, IntakeWatcher>();
        services.AddItemHandler<ModerateAsset>(AssetIntake.Kind, AssetIntake.Moderate);
        services.AddItemHandler<MakeVariants>(AssetIntake.Kind, AssetIntake.Variants);
        services.AddItemHandler<AnalyseAsset>(AssetIntake.Kind, AssetIntake.Analyse);
        services.AddSingleton<ModelGatewayClient>();
        services.AddHttpClient(ModelGatewayClient.Name, http => http.BaseAddress = new Uri("http://model-gateway"))
            .ConfigureResilience(options =>
            {
                options.AttemptTimeout = TimeSpan.FromSeconds(60);
                options.TotalTimeout = TimeSpan.FromSeconds(120);
            });
        return builder;
    }

    public static IEndpointRouteBuilder MapAssets(this IEndpointRouteBuilder app)
    {
        var assets = app.MapGroup("/api/assets").WithTags("Assets").RequireAuthorization(Policies.Viewer);
        assets.MapUploadAssets();
        assets.MapListAssets();
        assets.MapGetAsset();
        assets.MapUpdateAsset();
        assets.MapDeleteAsset();
        assets.MapRestoreAsset();
        // An external worker needs the bytes of what it leased.
        app.MapGroup("/api/assets").WithTags("Assets").RequireAuthorization(Policies.ViewerOrWorker).MapGetContent();

        var collections = app.MapGroup("/api/collections").WithTags("Collections").RequireAuthorization(Policies.Viewer);
        collections.MapListCollections();
        collections.MapCreateCollection();
        collections.MapGetCollection();
        collections.MapUpdateCollection();
        collections.MapDeleteCollection();
        collections.MapAddToCollection();
        collections.MapRemoveFromCollection();
        return app;
    }
}
