using System.Diagnostics;
using Suite.Testing;

namespace Suite.Tests.Chaos;

/// <summary>What happens to the workers and to the database.</summary>
internal sealed class Blows(Workers workers, PostgresServer server, Random random)
{
    // A process needs a moment before it has work in hand that can be lost.
    private static readonly TimeSpan Youth = TimeSpan.FromSeconds(1.2);

    private readonly long[] _startedAt = [.. Enumerable.Range(0, workers.Count).Select(_ => Stopwatch.GetTimestamp())];

    public async Task StrikeAsync(Arguments arguments)
    {
        var (kills, stops, freezes, restarts) = (0, 0, 0, 0);
        while (kills < arguments.Kills || restarts < arguments.Restarts)
        {
            if (restarts < arguments.Restarts && kills >= arguments.Kills * (restarts + 1) / (arguments.Restarts + 1))
            {
                // Now cleanly, now as if it had crashed.
                await RestartDatabaseAsync(crash: restarts % 2 == 1);
                restarts++;
                continue;
            }

            var victim = await OldestAsync();
            switch (random.Next(20))
            {
                case 0: await workers.StopAsync(victim); stops++; break;
                case 1: await workers.FreezeAsync(victim); freezes++; break;
                default: await workers.KillAsync(victim); kills++; break;
            }

            _startedAt[victim] = Stopwatch.GetTimestamp();
            if (kills % 100 == 0 && kills > 0)
                Console.WriteLine($"  {kills} killed");
            await Task.Delay(random.Next(200));
        }

        Console.WriteLine($"{kills} killed, {stops} stopped, {freezes} frozen for longer than their leases, {restarts} restarts of the database");
    }

    private async Task<int> OldestAsync()
    {
        var oldest = Array.IndexOf(_startedAt, _startedAt.Min());
        var age = Stopwatch.GetElapsedTime(_startedAt[oldest]);
        if (age < Youth)
            await Task.Delay(Youth - age);
        return oldest;
    }

    private async Task RestartDatabaseAsync(bool crash)
    {
        await server.StopAsync(crash ? "QUIT" : "INT");
        await Task.Delay(random.Next(800));
        await server.StartAsync();
    }
}
