using Suite.ModelGateway.Local.Vision.Captions;
using Suite.ModelGateway.Local.Vision.Detection;
using Suite.ModelGateway.Local.Vision.Moderation;
using Suite.ModelGateway.Local.Vision.Ocr;
using Suite.ModelGateway.Providers;
using Suite.ModelGateway.Tasks;

namespace Suite.ModelGateway.Local.Vision;

/// <summary>The capabilities that look at images, and their routes.</summary>
internal static class VisionTasks
{
    public static IHostApplicationBuilder AddVision(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<VisionOptions>()
            .BindConfiguration(VisionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<ModerationOptions>()
            .BindConfiguration(ModerationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<VisionRuntime>();
        builder.Services.AddSingleton<ImageWork>();
        builder.AddCapability<ImageModerator>();
        builder.AddCapability<ObjectDetector>();
        builder.AddCapability<TextExtractor>();
        builder.Services.AddSingleton<ImageForm>();
        builder.Services.AddSingleton<TemplateCaptioner>();
        builder.Services.AddSingleton(services => new CaptionByModel(services.GetRequiredService<ModelRouter>().ChatAsync));
        return builder;
    }

    public static RouteGroupBuilder MapVision(this RouteGroupBuilder tasks)
    {
        tasks.MapModerateImage();
        tasks.MapDetectObjects();
        tasks.MapExtractText();
        tasks.MapCaptionImage();
        return tasks;
    }

    private static void AddCapability<T>(this IHostApplicationBuilder builder)
        where T : class, ICapability
    {
        builder.Services.AddSingleton<T>();
        builder.Services.AddSingleton<ICapability>(services => services.GetRequiredService<T>());
    }
}
