using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Suite.Access;
using Suite.Assets;
using Suite.Jobs;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>Captions of images under perspectives: graphcap's batch routes, and the caption step of every asset's intake.</summary>
public static class CaptioningModule
{
    public static IHostApplicationBuilder AddCaptioning(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<CaptioningOptions>()
            .BindConfiguration(CaptioningOptions.Section)
            .Configure<IConfiguration>((options, configuration) => configuration.Bind(options))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddValidation();
        services.AddSeedErrors("/api/perspectives", "/api/datasets", "/api/ws");
        services.AddSingleton(provider =>
            PerspectiveLibrary.Open(provider.GetRequiredService<IOptions<CaptioningOptions>>().Value));
        services.AddMigrations("captioning", typeof(CaptioningModule).Assembly);
        services.AddSingleton<PerspectiveStore>();
        services.AddHostedService<LibraryCheck>();
        services.AddHttpClient(ModelClient.Client, http => http.BaseAddress = new Uri("http://model-gateway"));
        services.AddOptions<HttpResilienceOptions>(ModelClient.Client).Configure<IOptions<CaptioningOptions>>((patience, options) =>
            patience.AttemptTimeout = patience.TotalTimeout = options.Value.ModelTimeout);
        services.AddSingleton<ModelClient>();
        services.AddSingleton<ImageSource>();
        services.AddSingleton<FileCaptionStore>();
        services.AddSingleton<ExistingCaptions>();
        services.AddSingleton<CaptionMetrics>();
        services.AddSingleton<CaptionMaker>();
        services.AddSingleton<BatchPlan>();
        services.AddSingleton<BatchReader>();
        services.AddSingleton<BatchTranslator>();
        services.AddSingleton<BatchSocket>();
        services.AddJobQueue(provider => Queue(provider.GetRequiredService<IOptions<CaptioningOptions>>().Value));
        services.AddSingleton<DatasetStore>();
        services.AddJobQueue(new QueueDefinition(ImportFile.Queue, MaxRunningItems: 4));
        services.AddItemHandler<ImportFile>(ImportFile.Kind, ImportFile.Step);
        services.AddSingleton<CaptionKeeper>();
        services.AddItemHandler<CaptionBatchItem>(BatchPlan.Kind, BatchPlan.Step);
        services.AddExternalResult<ExternalCaption>(BatchPlan.Kind, BatchPlan.Step);
        services.AddItemHandler<CaptionIntake>(AssetIntake.Kind, AssetIntake.Caption);
        return builder;
    }

    public static IEndpointRouteBuilder MapCaptioning(this IEndpointRouteBuilder app)
    {
        var perspectives = app.MapGroup("/api/perspectives").WithTags("Captioning").RequireAuthorization(Policies.Viewer);
        perspectives.MapListPerspectives();
        perspectives.MapCreatePerspective();
        perspectives.MapEditPerspective();
        perspectives.MapListModules();
        perspectives.MapGetModule();
        perspectives.MapSwitchModule();
        perspectives.MapCaptionFromPath();

        // An external worker must know what it is to ask its model.
        app.MapGroup("/api/perspectives").WithTags("Captioning").RequireAuthorization(Policies.ViewerOrWorker).MapGetPerspective();

        var batches = perspectives.MapGroup("/batch");
        batches.MapCreateBatch();
        batches.MapListBatches();
        batches.MapGetBatchStatus();
        batches.MapCancelBatch();
        batches.MapReorderBatches();
        batches.MapAnalyzeImages();
        batches.MapArchiveBatch();
        batches.MapRestoreBatch();
        batches.MapRetryFailed();
        batches.MapGetBatchStatistics();
        batches.MapEndBatchItem();
        batches.MapListBatchItems();

        var datasets = app.MapGroup("/api/datasets").WithTags("Datasets").RequireAuthorization(Policies.Viewer);
        datasets.MapListDatasets();
        datasets.MapCreateDataset();
        datasets.MapGetDataset();
        datasets.MapDeleteDataset();
        datasets.MapAddImages();
        datasets.MapImportFolder();
        datasets.MapGetImport();

        app.MapWatchBatches();
        return app;
    }

    private static QueueDefinition Queue(CaptioningOptions options) => new(
        BatchPlan.Queue,
        MaxRunningItems: options.MaxConcurrentJobs * options.MaxConcurrentItems,
        MaxRunningJobs: options.MaxConcurrentJobs,
        MaxItemsPerJob: options.MaxConcurrentItems);
}
