using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Suite.Access;
using Suite.Assets;
using Suite.Jobs;
using Suite.ModelGateway;
using Suite.ModelGateway.Local;
using Suite.Platform;
using Suite.Search;
using Suite.Search.Indexing;
using Suite.Search.Ranking;
using Suite.ServiceDefaults;

namespace Suite.Bench.Search;

/// <summary>
/// Search and the modules under it on a real database, with the real embedding model behind a real model gateway: only the assets
/// are stood for.
/// </summary>
internal sealed class SearchRig : IAsyncDisposable
{
    public static readonly Guid Team = Guid.Parse("0197a000-0000-7000-8000-000000000001");

    private readonly WebApplication _models;
    private readonly WebApplication _backend;

    private SearchRig(WebApplication models, WebApplication backend, AssetShelf shelf) =>
        (_models, _backend, Shelf) = (models, backend, shelf);

    public AssetShelf Shelf { get; }

    public string Url => _backend.Urls.Single();

    public IServiceProvider Services => _backend.Services;

    /// <param name="weights">The folder of the models' packages.</param>
    public static async Task<SearchRig> StartAsync(
        string database, string weights, params (string Key, string? Value)[] settings)
    {
        var models = await StartModelsAsync(weights);
        var shelf = new AssetShelf();
        (string Key, string? Value)[] defaults =
        [
            ("hostBuilder:reloadConfigOnChange", "false"),
            ("urls", "http://127.0.0.1:0"),
            ("Logging:LogLevel:Default", "Error"),
            ("ConnectionStrings:suitedb", database),
            ("Jobs:Poll", "00:00:00.050"),
            ("services:model-gateway:http:0", models.Urls.Single()),
        ];
        var builder = WebApplication.CreateBuilder([.. defaults.Concat(settings).Select(setting => $"--{setting.Key}={setting.Value}")]);
        builder.AddServiceDefaults();
        builder.AddPlatform();
        builder.AddAccess();
        builder.AddJobs();
        builder.AddSearch();
        builder.Services.AddSingleton<IAssets>(shelf);

        var backend = builder.Build();
        backend.UseAccess();
        backend.MapAccess();
        backend.MapSearch();
        await backend.StartAsync();
        return new SearchRig(models, backend, shelf);
    }

    /// <summary>Stops the model gateway, as a crash would.</summary>
    public ValueTask StopModelsAsync() => _models.DisposeAsync();

    /// <summary>The asset that a document of the labelled set is the caption of.</summary>
    public static Guid AssetOf(string document) =>
        Guid.Parse($"0197a000-0000-7000-9000-{int.Parse(document, CultureInfo.InvariantCulture):d12}");

    /// <summary>Puts the documents on the shelf and indexes them by a job, as changed texts are.</summary>
    public Task IndexAsync(LabelledSet set, CancellationToken cancel)
    {
        foreach (var (document, text) in set.Documents)
            Shelf.Put(Team, AssetOf(document), "untitled.png", (InsightKind.Caption, text));
        return IndexAsync(Team, [.. set.Documents.Keys.Select(AssetOf)], cancel);
    }

    /// <summary>Runs an indexing job over assets and waits for its end.</summary>
    public async Task<JobView> IndexAsync(Guid team, IReadOnlyList<Guid> assets, CancellationToken cancel)
    {
        var jobs = Services.GetRequiredService<IJobQueue>();
        var job = await jobs.EnqueueAsync(
            new NewJob(team, IndexAsset.Queue, IndexAsset.Kind, [.. assets.Select(id => new NewItem(AssetIntake.Embed, id))]), cancel);
        while (true)
        {
            var view = (await jobs.FindAsync(team, job.JobId, cancel))!;
            if (view.FinishedAt is not null)
                return view;
            await Task.Delay(20, cancel);
        }
    }

    /// <summary>The documents that a search finds, best first.</summary>
    public async Task<IReadOnlyList<string>> AskAsync(string query, SearchMode mode, CancellationToken cancel)
    {
        var found = await Services.GetRequiredService<Searcher>().SearchAsync(Team, query, mode, cancel);
        return [.. found.Ranking.Select(ranked => int.Parse(ranked.AssetId.ToString()[24..], CultureInfo.InvariantCulture).ToString())];
    }

    public async ValueTask DisposeAsync()
    {
        await _backend.StopAsync();
        await _backend.DisposeAsync();
        await _models.DisposeAsync();
    }

    private static async Task<WebApplication> StartModelsAsync(string weights)
    {
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", "--Logging:LogLevel:Default=Error"]);
        builder.Configuration.AddInMemoryCollection([new("Models:WeightsPath", weights)]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.AddModelGateway();
        // Search needs one model: the others need not be read.
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(CapabilityLoader)));

        var app = builder.Build();
        app.MapModelGateway();
        await app.StartAsync();
        return app;
    }
}
