using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Suite.Bench;
using Suite.Dashboard.Telemetry;
using Suite.Dashboard.Telemetry.Reading;
using Suite.Dashboard.Telemetry.Runs;
using Suite.Dashboard.Telemetry.Sqlite;
using Suite.Dashboard.Telemetry.Writing;
using Suite.Tests.Integration.Platform;
using Xunit;

namespace Suite.Tests.Integration.Dashboard.Telemetry;

public sealed class RetentionTests : IDisposable
{
    private static readonly TelemetryQuestion Everything = new() { From = 0, To = long.MaxValue / 2, Limit = 1000 };

    private readonly string _folder = Directory.CreateTempSubdirectory("suite-store-").FullName;
    private readonly FakeClock _clock = new();
    private readonly SampleTelemetry _sample = new(seed: 5);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_run_past_its_size_loses_its_oldest_telemetry_in_slices_until_it_fits()
    {
        using var writer = RunWriter.Create(Path.Combine(_folder, "run.db"), "run", imported: false, _clock, 1000);
        Fill(writer, batches: 20);
        var retention = writer.Retention();
        var limit = retention.UsedBytes() / 2;

        var slices = 0;
        while (retention.DropSlice(TimeSpan.FromDays(7), limit))
            slices++;

        using var run = new RunReader(Path.Combine(_folder, "run.db"));
        var left = TraceQuery.Run(run, new(Everything)).Items;
        Assert.InRange(retention.UsedBytes(), limit / 4, limit);
        Assert.True(slices > 1, $"{slices} slices");
        Assert.InRange(left.Count, 1, 19);
        Assert.Equal(Nanos.Text(Time(19)), left[0].StartedAt);
        Assert.All(left, trace => Assert.NotNull(TraceDetails.Run(run, Id(trace.TraceId))));
    }

    [Fact]
    public void Space_that_was_freed_is_used_again_so_that_the_file_stops_growing()
    {
        var path = Path.Combine(_folder, "run.db");
        using var writer = RunWriter.Create(path, "run", imported: false, _clock, 1000);
        Fill(writer, batches: 10);
        var retention = writer.Retention();
        var limit = retention.UsedBytes();

        for (var round = 0; round < 10; round++)
        {
            Fill(writer, batches: 4);
            while (retention.DropSlice(TimeSpan.FromDays(7), limit))
            {
            }
        }

        Assert.InRange(new FileInfo(path).Length, limit / 2, limit * 3);
    }

    [Fact]
    public void Telemetry_past_its_age_goes_from_the_present_run_too()
    {
        using var writer = RunWriter.Create(Path.Combine(_folder, "run.db"), "run", imported: false, _clock, 1000);
        Fill(writer, batches: 2);
        _clock.Advance(TimeSpan.FromDays(8));
        Fill(writer, batches: 1, from: 2);

        while (writer.Retention().DropSlice(TimeSpan.FromDays(7), long.MaxValue))
        {
        }

        using var run = new RunReader(Path.Combine(_folder, "run.db"));
        Assert.Equal(1, TraceQuery.Run(run, new(Everything)).Total);
    }

    [Fact]
    public void Emptied_traces_are_found_without_reading_the_others()
    {
        using var connection = Connections.OpenToWrite(Path.Combine(_folder, "run.db"));
        connection.Run(TelemetrySql.Schema);
        using var explain = new Statement(connection, "explain query plan " + TelemetrySql.DropEmptyTraces);
        var steps = new List<string>();
        using (var row = explain.Read(1, long.MaxValue))
        {
            while (row.Read())
                steps.Add(row.GetString(3));
        }

        Assert.Contains(steps, step => step.Contains("trace_by_last_span (last_span<?)", StringComparison.Ordinal));
        Assert.DoesNotContain(steps, step => step.StartsWith("SCAN trace", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_so_many_runs_are_kept_and_the_oldest_go_first()
    {
        var ids = new List<string>();
        for (var run = 0; run < 5; run++)
        {
            await using var store = await TestStore.StartAsync(_folder, options => options.KeepRuns = 3, _clock);
            ids.Add(store.Runs.Current!);
            _clock.Advance(TimeSpan.FromMinutes(5));
        }

        await using var last = await TestStore.StartAsync(_folder, options => options.KeepRuns = 3, _clock);

        Assert.Equal([last.Runs.Current!, ids[4], ids[3]], last.Runs.List().Select(run => run.Id));
        Assert.Empty(Directory.GetFiles(_folder, ids[0] + "*"));
    }

    [Fact]
    public async Task A_run_of_another_version_goes_with_the_others()
    {
        const string old = "20200101-000000-abcdef";
        using (var file = Connections.OpenToWrite(Path.Combine(_folder, old + ".db")))
            file.Run("pragma user_version = 1");

        await using var store = await TestStore.StartAsync(_folder, options => options.KeepRuns = 1, _clock);

        Assert.DoesNotContain(store.Runs.List(), run => run.Id == old);
        Assert.Empty(Directory.GetFiles(_folder, old + "*"));
    }

    [Fact]
    public void Past_the_size_of_all_runs_the_oldest_go_until_the_others_fit()
    {
        var options = new TelemetryOptions { Path = _folder };
        var runs = new RunFolder(Options.Create(options), _clock, NullLogger<RunFolder>.Instance);
        for (var run = 0; run < 5; run++)
        {
            using var lease = runs.Begin(current: false);
            using var writer = RunWriter.Create(lease.Path, lease.Id, imported: false, _clock, 1000);
            Fill(writer, batches: 8);
        }
        var before = runs.List();
        options.MaxMegabytes = (int)(before.Take(3).Sum(run => run.Bytes) / 1048576) + 1;

        runs.Clean();

        Assert.All(before, run => Assert.InRange(run.Bytes, 1048576, long.MaxValue));
        Assert.Equal(before.Take(3).Select(run => run.Id), runs.List().Select(run => run.Id));
        Assert.InRange(runs.Bytes, 1, options.MaxMegabytes * 1048576L);
    }

    [Fact]
    public async Task Runs_past_their_age_go_whole()
    {
        string old;
        await using (var store = await TestStore.StartAsync(_folder, clock: _clock))
            old = store.Runs.Current!;
        _clock.Advance(TimeSpan.FromDays(7.5));

        await using var now = await TestStore.StartAsync(_folder, clock: _clock);

        Assert.DoesNotContain(now.Runs.List(), run => run.Id == old);
    }

    private void Fill(RunWriter writer, int batches, int from = 0)
    {
        for (var i = from; i < from + batches; i++)
        {
            var (traces, logs) = _sample.Trace(Time(i), 600);
            var batch = new Batch();
            batch.Add(traces);
            batch.Add(logs);
            writer.Write(batch);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private static long Time(int minute) => 1_700_000_000_000_000_000 + (minute * 60_000_000_000);

    private static Suite.Dashboard.Otlp.TraceId Id(string text) =>
        Suite.Dashboard.Otlp.TraceId.TryParse(text, out var id) ? id : throw new FormatException(text);
}
