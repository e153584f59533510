using System.Diagnostics;
using System.Text.Json;
using Suite.Jobs;

namespace Suite.Bench.Queues.Ours;

/// <summary>One item at a time, fifty a second, into an idle queue: from before it is enqueued to the handler's call.</summary>
internal static class PickUp
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    public static async Task<object> RunAsync(Order order, bool sends)
    {
        var times = new List<double>();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var replica = await Replica.StartAsync(order, item =>
        {
            // The warm-up's items carry no time.
            if (item.Input is not { } input)
                return;
            var took = Stopwatch.GetElapsedTime(input.GetProperty("t").GetInt64()).TotalMilliseconds;
            lock (times)
            {
                times.Add(took);
                if (times.Count == order.Items)
                    all.SetResult();
            }
        });
        await Drain.WarmUpAsync(order, replica);
        Console.WriteLine("ready");
        if (sends)
            await TrickleAsync(order, replica);
        await all.Task;
        var sorted = times.Skip(order.Items / 3).Order().ToList();
        return new { Value = Percentile(sorted, .95), P50 = Percentile(sorted, .5), P99 = Percentile(sorted, .99) };
    }

    public static async Task<object> SendAsync(Order order)
    {
        await using var replica = await Replica.StartAsync(order);
        await TrickleAsync(order, replica);
        return new { Value = order.Items };
    }

    private static async Task TrickleAsync(Order order, Replica replica)
    {
        var sent = new List<Task>();
        for (var i = 0; i < order.Items; i++)
        {
            // The monotonic clock, which all processes of the machine share.
            var input = JsonSerializer.SerializeToElement(new { t = Stopwatch.GetTimestamp() });
            sent.Add(replica.EnqueueAsync([new NewItem(Replica.Step, Input: input)]));
            await Task.Delay(Interval);
        }

        await Task.WhenAll(sent);
    }

    private static double Percentile(List<double> sorted, double part) =>
        sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];
}
