using System.Diagnostics;
using System.Text.Json;
using Suite.Jobs;

namespace Suite.Bench.Queues.Ours;

/// <summary>Our side of the benchmark, in a process of its own as the peers are.</summary>
internal static class OurProgram
{
    /// <summary>Does what is ordered and writes the answer.</summary>
    public static async Task<int> AnswerAsync(Order order)
    {
        object answer = order.Part switch
        {
            "enqueue" => await EnqueueAsync(order),
            "bulk" => await BulkAsync(order),
            "drain" => await Drain.WarmAsync(order),
            "soak" => await Drain.SoakAsync(order),
            "pickup" => await PickUp.RunAsync(order, sends: true),
            "pickupWork" => await PickUp.RunAsync(order, sends: false),
            "pickupSend" => await PickUp.SendAsync(order),
            _ => throw new ArgumentException($"There is no part {order.Part}."),
        };
        Console.WriteLine(JsonSerializer.Serialize(answer, JsonSerializerOptions.Web));
        return 0;
    }

    private static async Task<object> EnqueueAsync(Order order)
    {
        await using var replica = await Replica.StartAsync(order);
        await replica.FillAsync(Math.Max(order.WarmUp, 2 * order.Options.JobSize), order.Options.JobSize);
        var started = Mark.Now(order);
        await replica.FillAsync(order.Items, order.Options.JobSize);
        var ended = Mark.Now(order);
        return new
        {
            Value = started.PerSecond(order.Items, ended),
            CpuMicros = started.CpuMicros(order.Items, ended),
            ServerMicros = started.ServerMicros(order.Items, ended),
        };
    }

    private static async Task<object> BulkAsync(Order order)
    {
        await using var replica = await Replica.StartAsync(order);
        await replica.FillAsync(order.WarmUp, order.Items);
        var started = Stopwatch.GetTimestamp();
        await replica.EnqueueAsync([.. Enumerable.Repeat(new NewItem(Replica.Step), order.Items)]);
        return new { Value = Stopwatch.GetElapsedTime(started).TotalMilliseconds };
    }
}
