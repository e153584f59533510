using Suite.ModelGateway.Local;
using Suite.ModelGateway.Local.Text;
using Suite.ModelGateway.Local.Vision;
using Suite.ModelGateway.Providers;
using Suite.ModelGateway.Tasks;
using Suite.ModelGateway.Telemetry;
using Suite.ModelGateway.Wire;

namespace Suite.ModelGateway;

/// <summary>One door to every model. Each task, and each route of the OpenAI wire format, is a file of its own.</summary>
internal static class ModelGatewayModule
{
    public static IHostApplicationBuilder AddModelGateway(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ModelsOptions>()
            .BindConfiguration(ModelsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddValidation();
        builder.Services.AddSingleton<WeightsFolder>();
        builder.Services.AddHostedService<CapabilityLoader>();
        CapabilityHealth.AddTo(builder.Services);

        builder.Services.AddSingleton<LocalEmbeddings>();
        builder.Services.AddSingleton<ICapability>(services => services.GetRequiredService<LocalEmbeddings>());
        builder.Services.AddSingleton<ExtractiveChat>();
        builder.Services.AddSingleton<ProviderCatalogue>();
        builder.Services.AddSingleton<EmbeddingCache>();
        builder.Services.AddSingleton<MessageContent>();
        builder.Services.AddSingleton<GenAiTelemetry>();
        builder.Services.AddSingleton<ModelMetrics>();
        builder.Services.AddSingleton<ModelRouter>();
        builder.AddVision();
        return builder;
    }

    public static IEndpointRouteBuilder MapModelGateway(this IEndpointRouteBuilder app)
    {
        // They are asked for their values, and by nobody for themselves.
        app.ServiceProvider.GetRequiredService<ModelMetrics>();

        var tasks = app.MapGroup("/api").WithTags("Tasks");
        tasks.MapEmbed();
        tasks.MapVision();

        var wire = app.MapGroup("/v1").WithTags("OpenAI wire format").AddEndpointFilter<WireErrors>();
        wire.MapCreateEmbeddings();
        wire.MapCreateChatCompletion();
        wire.MapListModels();
        return app;
    }
}
