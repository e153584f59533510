using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry;
using Suite.Dashboard.Telemetry.Runs;
using Suite.Dashboard.Telemetry.Views;
using Suite.Dashboard.Telemetry.Writing;

namespace Suite.Dashboard.TelemetryApi;

internal static class ImportTelemetry
{
    public const int MostBytes = 100 << 20;

    private const long MostMemory = 1L << 30;

    private static readonly SemaphoreSlim OneAtATime = new(1);

    public static void MapImportTelemetry(this RouteGroupBuilder group) => group
        .MapPost("/import", Handle)
        .WithName(nameof(ImportTelemetry))
        .WithSummary("Takes a file of OTLP JSON, one object or one a line, as a run of its own.");

    internal static async Task<Ok<RunView>> Handle(
        HttpRequest request, RunFolder runs, IOptions<TelemetryOptions> options, TimeProvider clock, CancellationToken cancel)
    {
        var name = new Parameters(request.Query).Text("name") ?? "import";
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBytes;
        // The body is in memory while it is read, so only one is.
        await OneAtATime.WaitAsync(cancel);
        try
        {
            return TypedResults.Ok(await TakeAsync(request, name, runs, options.Value, clock, cancel));
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task<RunView> TakeAsync(
        HttpRequest request, string name, RunFolder runs, TelemetryOptions options, TimeProvider clock, CancellationToken cancel)
    {
        using var body = await ReadAsync(request, cancel);
        // All of it before the run is made: a file that is no telemetry leaves nothing behind.
        var batches = OtlpFile.Read(body.GetBuffer().AsMemory(0, (int)body.Length), MostMemory).ToList();
        if (batches.Sum(batch => batch.Count) == 0)
            throw Problems.NotOtlp.ToException("The file holds no span, log or point.");
        var id = Write(batches, name, runs, options, clock);
        runs.Clean();
        return ListRuns.View(runs.List().First(run => run.Id == id), runs.Current);
    }

    private static string Write(List<Batch> batches, string name, RunFolder runs, TelemetryOptions options, TimeProvider clock)
    {
        using var lease = runs.Begin(current: false);
        try
        {
            using var writer = RunWriter.Create(lease.Path, name, imported: true, clock, options.MaxSeries);
            foreach (var batch in batches)
                writer.Write(batch);
            return lease.Id;
        }
        catch (SqliteException failure)
        {
            RunFolder.Delete(lease.Path);
            throw Problems.StoreUnavailable.ToException($"The file could not be written to disk: {failure.Message}");
        }
    }

    private static async Task<MemoryStream> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        var body = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, MostBytes));
        var buffer = new byte[64 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancel)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MostBytes)
                throw ServiceDefaults.CommonProblems.RequestTooLarge.ToException(
                    string.Create(CultureInfo.InvariantCulture, $"A file to import may have {MostBytes >> 20} MB at most."));
        }
        return body;
    }
}
