using System.Diagnostics;
using Npgsql;

namespace Suite.Bench.Queues.Ours;

/// <summary>From the handler's first call to the moment when the database says that nothing unfinished is left.</summary>
internal static class Drain
{
    private const string Lean = $"update jobs.queue set lean = true where name = '{Replica.Queue}'";
    private const string Vacuum = "vacuum analyze jobs.item, jobs.job";
    private const string Unfinished = "select exists (select from jobs.job where finished_at is null)";
    private const string Untold = "select exists (select from platform.outbox)";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>One drain, by code that has been running.</summary>
    public static async Task<object> WarmAsync(Order order)
    {
        await OnceAsync(order, order.WarmUp, Vacuum);
        var drained = await OnceAsync(order, order.Items, Vacuum);
        return new { Value = drained.Rate, drained.CpuMicros, drained.ServerMicros, ToldAfterMs = drained.ToldAfter.TotalMilliseconds };
    }

    /// <summary>One after another for a while, with nothing but autovacuum: the median of the drains of the last minute.</summary>
    public static async Task<object> SoakAsync(Order order)
    {
        await OnceAsync(order, order.WarmUp, Vacuum);
        var (watch, length) = (Stopwatch.StartNew(), TimeSpan.FromSeconds(order.Options.Seconds));
        var drains = new List<(TimeSpan Ended, double Rate)>();
        while (watch.Elapsed < length)
            drains.Add((watch.Elapsed, (await OnceAsync(order, order.Items, afterFill: null)).Rate));
        var last = drains.Where(drain => drain.Ended >= length - Minute).Select(drain => drain.Rate).Order().ToList();
        return new { Value = last[last.Count / 2], First = drains[0].Rate, Drains = drains.Count };
    }

    /// <summary>Lets a replica that works deal with a few items that are not counted.</summary>
    public static async Task WarmUpAsync(Order order, Replica replica)
    {
        await using var connection = new NpgsqlConnection($"{order.Database};Pooling=false");
        await connection.OpenAsync();
        await replica.FillAsync(order.WarmUp, order.WarmUp);
        await UntilNotAsync(connection, Unfinished);
        await UntilNotAsync(connection, Untold);
    }

    private static async Task<(double Rate, double CpuMicros, double ServerMicros, TimeSpan ToldAfter)> OnceAsync(Order order, int items, string? afterFill)
    {
        await using var connection = new NpgsqlConnection($"{order.Database};Pooling=false");
        await connection.OpenAsync();
        await using (var desk = await Replica.StartAsync(order))
            await desk.FillAsync(items, order.Options.JobSize);
        if (order.Options.Lean)
            await ExecuteAsync(connection, Lean);
        if (afterFill is not null)
            await ExecuteAsync(connection, afterFill);

        var (started, handled, all) = ((Mark?)null, 0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var replica = await Replica.StartAsync(order, _ =>
        {
            var calls = Interlocked.Increment(ref handled);
            if (calls == 1)
                started = Mark.Now(order);
            if (calls == items)
                all.SetResult();
        });
        await all.Task;
        await UntilNotAsync(connection, Unfinished);
        var ended = Mark.Now(order);
        await UntilNotAsync(connection, Untold);
        return (
            started!.PerSecond(items, ended), started.CpuMicros(items, ended), started.ServerMicros(items, ended),
            Stopwatch.GetElapsedTime(ended.At));
    }

    private static async Task UntilNotAsync(NpgsqlConnection connection, string question)
    {
        await using var command = new NpgsqlCommand(question, connection);
        while ((bool)(await command.ExecuteScalarAsync())!)
            await Task.Delay(5);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
