using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Suite.Access;
using Suite.Charts.Batches;
using Suite.Charts.Extractions;
using Suite.Charts.Live;
using Suite.Charts.Products;
using Suite.Charts.Queues;
using Suite.Charts.Results;
using Suite.Charts.Work;
using Suite.Jobs;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Charts;

/// <summary>Curves off charts: products with their images, what was read, and the graph-extraction routes.</summary>
public static class ChartsModule
{
    /// <summary>The shared queue of jobs that name no queue.</summary>
    internal const string Queue = "charts";

    public static IHostApplicationBuilder AddCharts(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ChartsOptions>()
            .BindConfiguration(ChartsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddValidation();
        services.AddMigrations("charts", typeof(ChartsModule).Assembly);
        services.AddSeedErrors(
            "/api/queue", "/api/queues", "/api/job", "/api/batch", "/api/stats", "/api/products", "/api/chart-results", "/ws/queue", "/ws/job");

        services.AddSingleton<ProductStore>();
        services.AddSingleton<ImageStore>();
        services.AddSingleton<ExtractionStore>();
        services.AddSingleton<ResultStore>();
        services.AddSingleton<ChartMetrics>();

        services.AddHttpClient(LabelReader.Client, http => http.BaseAddress = new Uri("http://model-gateway"));
        services.AddOptions<HttpResilienceOptions>(LabelReader.Client).Configure<IOptions<ChartsOptions>>((patience, options) =>
            patience.AttemptTimeout = patience.TotalTimeout = options.Value.LabelTimeout);
        services.AddSingleton<ChartQueues>();
        services.AddSingleton<ChartJobs>();
        services.AddSingleton<ChartJobChange>();
        services.AddSingleton<ExtractionPlan>();
        services.AddSingleton<ChartBatches>();
        services.AddSingleton<ToldJobs>();
        services.AddSingleton<SeedSocket>();
        services.AddSingleton<LabelReader>();
        services.AddSingleton<ChartFile>();
        services.AddSingleton<IEventSubscriber, ImageFollower>();
        services.AddJobQueue(provider => new QueueDefinition(
            Queue, MaxRunningItems: provider.GetRequiredService<IOptions<ChartsOptions>>().Value.MaxConcurrentJobs));
        services.AddItemHandler<DigitiseChart>(DigitiseChart.Kind, DigitiseChart.Step);
        return builder;
    }

    public static IEndpointRouteBuilder MapCharts(this IEndpointRouteBuilder app)
    {
        var products = app.MapGroup("/api/products").WithTags("Products").RequireAuthorization(Policies.Viewer);
        products.MapListProducts();
        products.MapCreateProduct();
        products.MapGetProduct();
        products.MapUpdateProduct();
        products.MapDeleteProduct();
        products.MapUploadImages();
        products.MapListImages();
        products.MapGetImage();
        products.MapDeleteImage();
        products.MapListResults();
        products.MapExportResults();

        var results = app.MapGroup("/api/chart-results").WithTags("Products").RequireAuthorization(Policies.Viewer);
        results.MapGetResult();
        results.MapGetResultCsv();

        MapQueues(app.MapGroup("/api").WithTags("Chart queue").RequireAuthorization(Policies.Viewer));
        app.MapWatchCharts();
        return app;
    }

    /// <summary>The routes of the seed's graph-queue service.</summary>
    private static void MapQueues(RouteGroupBuilder seed)
    {
        seed.MapCreateChartQueue();
        seed.MapGetChartQueue();
        seed.MapUpdateChartQueue();
        seed.MapDeleteChartQueue();
        seed.MapListChartQueues();

        seed.MapCreateChartJob();
        seed.MapGetChartJob();
        seed.MapCancelChartJob();
        seed.MapSetChartJobPriority();
        seed.MapRetryChartJob();
        seed.MapReleaseChartJob();

        seed.MapCreateChartBatch();
        seed.MapGetChartBatch();
        seed.MapCancelChartBatch();

        seed.MapGetQueueCounts();
        seed.MapGetGlobalCounts();
    }
}
