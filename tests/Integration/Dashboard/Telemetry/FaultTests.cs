using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Suite.Bench;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Reading;
using Suite.Dashboard.Telemetry.Sqlite;
using Suite.Dashboard.Telemetry.Writing;
using Xunit;

namespace Suite.Tests.Integration.Dashboard.Telemetry;

public sealed class FaultTests : IDisposable
{
    private static readonly TelemetryQuestion Everything = new() { From = 0, To = long.MaxValue / 2 };

    private readonly string _folder = Directory.CreateTempSubdirectory("suite-store-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_dashboard_that_is_killed_loses_nothing_that_it_had_told_of_and_its_run_opens_again()
    {
        long told;
        using (var writer = WriterProcess.Start(_folder))
        {
            told = await writer.ReachAsync("written", 3000);
            writer.Kill();
        }

        await using var store = await TestStore.StartAsync(_folder);
        var old = store.Runs.List().Single(run => run.Id != store.Runs.Current);
        using var reader = store.Open(old.Id);
        var traces = TraceQuery.Run(reader, new(Everything with { Limit = 1000 })).Items;

        Assert.Null(old.Problem);
        Assert.False(old.InUse);
        Assert.True(old.Spans >= told, $"{old.Spans} of {told}");
        Assert.Equal(old.Spans, traces.Sum(trace => trace.Spans));
        Assert.All(traces, trace => Assert.Equal(trace.Spans, TraceDetails.Run(reader, Id(trace.TraceId))!.SpanCount));
    }

    [Fact]
    public async Task A_full_disk_costs_telemetry_which_is_counted_and_nothing_else()
    {
        using var writer = WriterProcess.Start(_folder, "export DOTNET_EnableWriteXorExecute=0; ulimit -Sf 4096");

        await writer.ReachAsync("dropped", 1);
        await writer.ReachAsync("dropped", 2000);
        using var room = Process.Start("prlimit", ["--pid", $"{writer.Id}", "--fsize=unlimited"]);
        await room.WaitForExitAsync();
        var before = await writer.ReachAsync("written", 1);
        var after = await writer.ReachAsync("written", before + 1000);

        Assert.True(after > before);
    }

    [Fact]
    public void A_run_that_could_not_be_made_leaves_no_file_that_would_pass_for_one()
    {
        var path = Path.Combine(_folder, "run.db");
        File.WriteAllText(path, new string('x', 5000));

        Assert.Throws<SqliteException>(() => RunWriter.Create(path, "run", imported: false, TimeProvider.System, 1000));

        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_sender_whose_only_attribute_looks_like_a_word_of_ours_spoils_no_question()
    {
        await using var store = await TestStore.StartAsync(_folder);
        var source = new Source([new("$bytes", AnyValue.Of("no base64"))]);
        await store.WriteAsync(logs: new([new LogGroup(source, new Scope("", "", []), [new LogRecord { TimeNanos = 1, Body = AnyValue.Of("hello") }])]));

        using var reader = store.Open();

        Assert.Equal("hello", LogQuery.Run(reader, new(Everything)).Items.Single().Body);
        Assert.Equal("$bytes", reader.Sources.Single().Source.Attributes.Single().Key);
    }

    [Fact]
    public async Task A_damaged_file_is_put_aside_and_the_list_of_runs_says_so()
    {
        string damaged;
        await using (var first = await TestStore.StartAsync(_folder))
            damaged = first.Runs.Current!;
        await File.WriteAllTextAsync(Path.Combine(_folder, damaged + ".db"), new string('x', 5000));

        await using var store = await TestStore.StartAsync(_folder);
        var listed = store.Runs.List().Single(run => run.Id == damaged);

        Assert.Equal("The file is damaged and was put aside.", listed.Problem);
        Assert.True(File.Exists(Path.Combine(_folder, damaged + ".db.damaged")));
        Assert.Null(store.Runs.Find(damaged));
    }

    [Fact]
    public async Task A_present_run_whose_file_is_damaged_goes_on_in_a_new_file()
    {
        await using var store = await TestStore.StartAsync(_folder);
        var sample = new SampleTelemetry(seed: 3);
        var damaged = store.Runs.Current!;
        using (var stranger = Connections.OpenToWrite(store.Runs.Find(damaged)!))
            stranger.Run("drop table span_segment");

        // This one fails, the writer looks at the file afresh, and there is none any more.
        await store.LoseAsync(sample.Trace(1_000_000_000, 10).Traces);
        await File.WriteAllTextAsync(store.Runs.Find(damaged)!, new string('x', 5000));
        await store.LoseAsync(sample.Trace(2_000_000_000, 10).Traces);
        await store.WriteAsync(sample.Trace(3_000_000_000, 10).Traces);

        Assert.NotEqual(damaged, store.Runs.Current);
        Assert.NotNull(store.Runs.List().Single(run => run.Id == damaged).Problem);
    }

    [Fact]
    public async Task A_batch_that_breaks_the_writer_in_a_way_nobody_foresaw_is_dropped_and_the_next_is_written()
    {
        await using var store = await TestStore.StartAsync(_folder);
        var sound = new SampleTelemetry(seed: 3).Trace(1_000_000_000, 10).Traces;
        var group = sound.Groups[0];

        await store.LoseAsync(new([new(group.Source, new Scope(null!, "", []), group.Spans)]));
        await store.WriteAsync(sound);

        using var reader = store.Open();
        Assert.Equal(1, TraceQuery.Run(reader, new(Everything)).Total);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_does_not_stop_the_start()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");

        await using var store = await TestStore.StartAsync(Path.Combine(file, "below"));

        Assert.NotNull(store.Runs.Current);
        Assert.StartsWith(Path.GetTempPath(), store.Runs.Folder, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_dashboard_on_the_same_folder_has_a_run_of_its_own_and_leaves_the_firsts_alone()
    {
        await using var first = await TestStore.StartAsync(_folder);
        await using var second = await TestStore.StartAsync(_folder, options => options.KeepRuns = 1);
        await first.WriteAsync(new SampleTelemetry(seed: 3).Trace(1_000_000_000, 10).Traces);

        second.Runs.Clean();
        var listed = second.Runs.List();

        Assert.NotEqual(first.Runs.Current, second.Runs.Current);
        Assert.Equal(10, listed.Single(run => run.Id == first.Runs.Current).Spans);
        Assert.True(listed.Single(run => run.Id == first.Runs.Current).InUse);
        using var reader = second.Open(first.Runs.Current);
        Assert.Equal(1, TraceQuery.Run(reader, new(Everything)).Total);
    }

    private static Suite.Dashboard.Otlp.TraceId Id(string text) =>
        Suite.Dashboard.Otlp.TraceId.TryParse(text, out var id) ? id : throw new FormatException(text);
}
