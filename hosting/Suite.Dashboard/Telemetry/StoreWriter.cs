using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Suite.Dashboard.Telemetry.Runs;
using Suite.Dashboard.Telemetry.Sqlite;
using Suite.Dashboard.Telemetry.Writing;

namespace Suite.Dashboard.Telemetry;

/// <summary>
/// Writes what waits, a batch a transaction. Whatever happens to the disk, it goes on: what cannot be written is dropped and
/// counted, and a file that is found damaged is left for a new one.
/// </summary>
internal sealed partial class StoreWriter(
    StoreQueue queue, RunFolder runs, StoreTicks ticks, StoreMeter meter, IOptions<TelemetryOptions> options, TimeProvider clock, ILogger<StoreWriter> logger)
    : BackgroundService
{
    private const int Enough = 8192;
    private const int LargestBatch = 32_768;
    private const int SlicesAtOnce = 8;

    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BetweenCleanings = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenComplaints = TimeSpan.FromMinutes(1);

    private RunLease? _lease;
    private RunWriter? _writer;
    private DateTimeOffset _cleaned, _complained;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Before anything can be asked: there is always a present run.
        Try(null, Prepare);
        Clean();
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Close();
        await base.StopAsync(cancellationToken);
        // It may have been stopped before it began.
        if (ExecuteTask is { IsCompleted: false })
            return;
        Drain();
        _writer?.Dispose();
        _lease?.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await queue.Waiting.WaitToReadAsync(CancellationToken.None))
        {
            await LingerAsync(stoppingToken);
            Drain();
            Trim();
            Clean();
        }
    }

    private void Drain()
    {
        while (Next() is { Count: > 0 } batch)
            Flush(batch);
    }

    // A few more items make one transaction instead of many; nobody waits longer than this to see them.
    private async Task LingerAsync(CancellationToken stop)
    {
        if (queue.WaitingItems >= Enough || stop.IsCancellationRequested)
            return;
        await Task.Delay(Linger, clock, stop).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private Batch Next()
    {
        var batch = new Batch();
        while (batch.Count < LargestBatch && queue.TryNext(batch))
        {
        }
        return batch;
    }

    private void Flush(Batch batch) => Try(batch, () =>
    {
        Prepare();
        var written = _writer!.Write(batch);
        meter.Wrote(written);
        ticks.Add(written);
    });

    private void Prepare()
    {
        if (_writer is not null)
            return;
        if (_lease is not null && File.Exists(_lease.Path))
        {
            _writer = RunWriter.Open(_lease.Path, clock, options.Value.MaxSeries);
            return;
        }
        _lease?.Dispose();
        _lease = runs.Begin(current: true);
        _writer = RunWriter.Create(_lease.Path, _lease.Id, imported: false, clock, options.Value.MaxSeries);
        Log.Writing(logger, _lease.Path);
    }

    private void Trim() => Try(null, () =>
    {
        var keep = TimeSpan.FromDays(options.Value.KeepDays);
        for (var slices = 0; slices < SlicesAtOnce && _writer is not null; slices++)
        {
            if (!_writer.Retention().DropSlice(keep, options.Value.MaxRunMegabytes * 1048576L))
                return;
        }
    });

    private void Clean()
    {
        if (clock.GetUtcNow() - _cleaned < BetweenCleanings)
            return;
        _cleaned = clock.GetUtcNow();
        try
        {
            runs.Clean();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Log.NotCleaned(logger, runs.Folder, failure.Message);
        }
    }

    private void Try(Batch? batch, Action act)
    {
        try
        {
            act();
        }
        catch (Exception failure)
        {
            // Also what nobody foresaw: one batch that cannot be written must not end the dashboard.
            Complain(failure, batch?.Count ?? 0);
            // Closing takes back what was begun. The next batch begins with a fresh look at the file.
            _writer?.Dispose();
            _writer = null;
            if (failure is SqliteException sqlite && Connections.IsDamage(sqlite) && _lease is not null)
                Abandon(_lease, failure.Message);
            if (batch is not null)
                meter.Dropped(batch);
        }
    }

    private void Abandon(RunLease lease, string reason)
    {
        _lease = null;
        lease.Dispose();
        runs.PutAside(lease.Path, reason);
    }

    private void Complain(Exception failure, int items)
    {
        if (clock.GetUtcNow() - _complained < BetweenComplaints)
            return;
        _complained = clock.GetUtcNow();
        // What the disk says is told by its message; anything else is a fault of ours, to be found by its stack.
        var fault = failure is SqliteException or IOException or UnauthorizedAccessException ? null : failure;
        Log.NotWritten(logger, fault, items, runs.Folder, failure.Message);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Telemetry of this run is kept in {Path}")]
        public static partial void Writing(ILogger logger, string path);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Items} items of telemetry could not be written to {Folder}: {Reason}. They are dropped; this is said once a minute")]
        public static partial void NotWritten(ILogger logger, Exception? fault, int items, string folder, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Old runs in {Folder} could not be removed: {Reason}")]
        public static partial void NotCleaned(ILogger logger, string folder, string reason);
    }
}
