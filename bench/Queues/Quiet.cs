using System.Globalization;

namespace Suite.Bench.Queues;

/// <summary>Waits for a moment in which the machine does nothing else.</summary>
internal static class Quiet
{
    private const double BusyShare = 0.2;
    private static readonly TimeSpan Sample = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait.</summary>
    public static TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many waits gave up: so many turns began while others worked.</summary>
    public static int GivenUp { get; private set; }

    public static async Task WaitAsync()
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Sample)
        {
            var (busy, all) = Read();
            await Task.Delay(Sample);
            var (busyNow, allNow) = Read();
            if (busyNow - busy < BusyShare * (allNow - all))
                return;
        }

        GivenUp++;
    }

    // user nice system idle iowait irq softirq steal …, in ticks since the start.
    private static (double Busy, double All) Read()
    {
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9]
            .Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return (ticks.Sum() - ticks[3] - ticks[4], ticks.Sum());
    }
}
