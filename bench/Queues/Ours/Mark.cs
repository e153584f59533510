using System.Diagnostics;
using System.Globalization;

namespace Suite.Bench.Queues.Ours;

/// <summary>A moment: the time, and what this process and the server's have used of the processors.</summary>
internal sealed record Mark(long At, double OwnSeconds, double ServerSeconds)
{
    private const double TicksPerSecond = 100;

    public static Mark Now(Order order)
    {
        var children = File.ReadAllText($"/proc/{order.Server}/task/{order.Server}/children");
        var server = children.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(order.Server.ToString(CultureInfo.InvariantCulture)).Sum(SecondsOf);
        return new Mark(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime.TotalSeconds, server);
    }

    public double PerSecond(int items, Mark to) => items / Stopwatch.GetElapsedTime(At, to.At).TotalSeconds;

    /// <summary>Microseconds of processor time an item, which say more on a busy machine.</summary>
    public double CpuMicros(int items, Mark to) => ServerMicros(items, to) + (to.OwnSeconds - OwnSeconds) * 1e6 / items;

    /// <summary>The server's part of them.</summary>
    public double ServerMicros(int items, Mark to) => (to.ServerSeconds - ServerSeconds) * 1e6 / items;

    // With the children that have ended.
    private static double SecondsOf(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(") ")[1].Split(' ')[11..15].Sum(double.Parse) / TicksPerSecond;
        }
        catch (IOException)
        {
            // It has just ended.
            return 0;
        }
    }
}
