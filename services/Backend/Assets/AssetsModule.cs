using System.Text.Json;
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

/// <summary>
/// The job that every new asset goes through, step after step; the module named owns the handler.
/// </summary>
public static class AssetIntake
{
    public const string Queue = "intake";
    public const string Kind = "asset-intake";

    /// <summary>Assets: may it be shown at all. Fails closed.</summary>
    public const string Moderate = "moderate";

    /// <summary>Assets: the sizes that pages show.</summary>
    public const string Variants = "variants";

    /// <summary>Assets: detections and text.</summary>
    public const string Analyse = "analyse";

    /// <summary>Captioning: the default caption.</summary>
    public const string Caption = "caption";

    /// <summary>Search: embeddings of every text of the asset.</summary>
    public const string Embed = "embed";

    public static readonly IReadOnlyList<string> Steps = [Moderate, Variants, Analyse, Caption, Embed];
}

public enum AssetKind
{
    Image,
    Video,
    Chart,
    Document,
}

/// <summary>Quarantined: moderation said no, or could not be asked; the content is shown to managers only.</summary>
public enum AssetState
{
    Processing,
    Ready,
    Quarantined,
    Failed,
}

/// <summary>An asset. Width and height are in pixels after EXIF orientation.</summary>
public sealed record Asset(
    Guid Id,
    Guid TeamId,
    AssetKind Kind,
    AssetState State,
    string FileName,
    string ContentType,
    long SizeBytes,
    string Sha256,
    int? Width,
    int? Height,
    string? Description,
    DateTimeOffset CreatedAt,
    Guid? CreatedBy,
    DateTimeOffset? DeletedAt);

/// <summary>Kinds of insight: what an AI job, or a labelled deterministic method, found out about an asset.</summary>
public static class InsightKind
{
    public const string Moderation = "moderation";
    public const string Detections = "detections";
    public const string Text = "text";
    public const string Caption = "caption";
    public const string Curves = "curves";
}

/// <summary>
/// One result about one asset with its lineage: which item and attempt made it, from what input, by which provider, model and
/// method, under which perspective version.
/// </summary>
/// <param name="Content">The result itself, shaped by <paramref name="Kind"/>.</param>
/// <param name="Text">What search should find it by; null when there is nothing to read.</param>
/// <param name="Method">How it was made: <c>model</c>, <c>template</c> …, as the model gateway said.</param>
public sealed record Insight(
    Guid Id,
    Guid AssetId,
    string Kind,
    JsonElement Content,
    string? Text,
    string Provider,
    string Model,
    string Method,
    string? Perspective,
    string? PerspectiveVersion,
    Guid? JobId,
    long? ItemId,
    long? AttemptId,
    string InputHash,
    DateTimeOffset CreatedAt);

/// <summary>A new insight. An older one of the same asset, kind and perspective is replaced as the current one, and kept.</summary>
public sealed record NewInsight(
    Guid TeamId,
    Guid AssetId,
    string Kind,
    JsonElement Content,
    string? Text,
    string Provider,
    string Model,
    string Method,
    string InputHash,
    string? Perspective = null,
    string? PerspectiveVersion = null,
    Guid? JobId = null,
    long? ItemId = null,
    long? AttemptId = null);

/// <summary>A text of an asset that search finds it by: its description, or an insight's text.</summary>
/// <param name="Source"><c>description</c>, or the insight's kind.</param>
/// <param name="SourceKey">Unique within the asset: the perspective for captions, else the source.</param>
public sealed record AssetText(Guid AssetId, string Source, string SourceKey, string Text);

/// <summary>A current caption of an asset, without what it says.</summary>
public sealed record AssetCaption(Guid AssetId, string Perspective, string PerspectiveVersion);

/// <summary>Other modules' door to the assets. Every call is for one team; another team's asset is not found.</summary>
public interface IAssets
{
    Task<Asset?> FindAsync(Guid teamId, Guid assetId, CancellationToken cancel);

    /// <summary>Those of <paramref name="assetIds"/> that exist, belong to the team and are not deleted.</summary>
    Task<IReadOnlyList<Asset>> FindManyAsync(Guid teamId, IReadOnlyCollection<Guid> assetIds, CancellationToken cancel);

    /// <summary>
    /// Opens the original (<paramref name="variant"/> null) or a variant by name; null when there is none, and when moderation holds
    /// the asset back.
    /// </summary>
    Task<Stream?> OpenAsync(Guid teamId, Guid assetId, string? variant, CancellationToken cancel);

    /// <summary>Writes an insight inside a transaction and announces <see cref="AssetTextChanged"/> when its text matters.</summary>
    Task<Guid> AddInsightAsync(ISql within, NewInsight insight, CancellationToken cancel);

    /// <summary>The current insights of an asset.</summary>
    Task<IReadOnlyList<Insight>> InsightsAsync(Guid teamId, Guid assetId, CancellationToken cancel);

    /// <summary>Which current captions several assets have, as one question.</summary>
    Task<IReadOnlyList<AssetCaption>> CaptionsAsync(Guid teamId, IReadOnlyCollection<Guid> assetIds, CancellationToken cancel);

    /// <summary>Everything readable about an asset; empty when it is deleted or quarantined.</summary>
    Task<IReadOnlyList<AssetText>> TextsAsync(Guid teamId, Guid assetId, CancellationToken cancel);

    /// <summary>The asset went through its intake: it may be shown. Called by the last step, inside its transaction.</summary>
    Task MarkReadyAsync(ISql within, Guid teamId, Guid assetId, CancellationToken cancel);
}

/// <summary>Other modules' door to uploads, for routes of their own that take files.</summary>
public interface IAssetUploads
{
    /// <summary>
    /// Takes a multipart upload as <c>POST /api/assets</c> does, with the same limits and problems, but images only, as assets of
    /// <paramref name="kind"/>. <paramref name="register"/> runs in the transaction that registers them.
    /// </summary>
    Task<IReadOnlyList<UploadedFile>> ImagesAsync(
        HttpRequest request,
        Caller caller,
        AssetKind kind,
        Func<ISql, IReadOnlyList<UploadedFile>, CancellationToken, Task> register,
        CancellationToken cancel);

    /// <summary>
    /// Takes a file of this machine, with the limits of an upload: images only. Its bytes are kept; an asset it becomes by
    /// <see cref="ReceivedImage.RegisterAsync"/>.
    /// </summary>
    Task<ReceivedImage> ReceiveAsync(string fileName, Stream content, CancellationToken cancel);
}

/// <summary>A file that has been read and understood, or refused.</summary>
/// <param name="Problem">Why it was refused; then it cannot be registered.</param>
/// <param name="RegisterAsync">
/// Makes it an asset of the caller's team in a collection, inside a transaction, and sends it through its intake. Null: there is no
/// such collection.
/// </param>
public sealed record ReceivedImage(
    UploadProblem? Problem, Func<ISql, Caller, Guid, CancellationToken, Task<RegisteredImage?>>? RegisterAsync);

/// <summary>The asset that a file became. <paramref name="Created"/> is false when the team had the same bytes before.</summary>
public sealed record RegisteredImage(Guid AssetId, bool Created);

/// <summary>Other modules' door to collections. They are listed by the view <c>assets.collection_report</c>.</summary>
public interface ICollections
{
    /// <summary>Founds a collection with a name of its own. Null: the team has one of this name.</summary>
    Task<Guid?> CreateAsync(Guid teamId, string name, string? description, CancellationToken cancel);

    /// <summary>False when the team has no such collection. Its assets stay.</summary>
    Task<bool> DeleteAsync(Guid teamId, Guid collectionId, CancellationToken cancel);

    /// <summary>Puts the team's assets into a collection; what is there already, deleted or another team's changes nothing.</summary>
    /// <returns>How many came in.</returns>
    Task<int> AddAsync(Guid teamId, Guid collectionId, IReadOnlyCollection<Guid> assetIds, CancellationToken cancel);
}

/// <summary>One file of an upload, in the order in which it came: an asset, or a problem of its own.</summary>
/// <param name="Created">False: the team had the same bytes before, and it is that asset.</param>
/// <param name="IntakeJobId">The job that the asset goes, or last went, through.</param>
public sealed record UploadedFile(string FileName, Asset? Asset, bool Created, Guid? IntakeJobId, UploadProblem? Problem);

/// <summary>Why a file of an upload was refused; <paramref name="Code"/> is a problem's.</summary>
public sealed record UploadProblem(string Code, string Detail);

/// <summary>
/// Event <c>assets.text-changed</c>: a text of the asset came, changed or went (file name, description, caption, deletion,
/// restoration).
/// <paramref name="JobKind"/> is the job that wrote it, so that the intake's own embedding step is not doubled.
/// </summary>
public sealed record AssetTextChanged(Guid AssetId, string? JobKind)
{
    public const string Topic = "assets.text-changed";
}

/// <summary>Event, also live: something about an asset changed; <paramref name="Change"/> is one of the words below.</summary>
public sealed record AssetChanged(Guid AssetId, AssetState State, string Change)
{
    public const string Topic = "assets.asset-changed";

    public const string Created = "created";
    public const string Updated = "updated";
    public const string Insight = "insight";
    public const string Deleted = "deleted";
    public const string Restored = "restored";
}
