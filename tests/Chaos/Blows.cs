using System.Diagnostics;
using Suite.Testing;

namespace Suite.Tests.Chaos;

/// <summary>What happens to the workers and to the database.</summary>
internal sealed class Blows(Desk desk, Workers workers, PostgresServer server, Random random)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly long[] _startedAt = [.. Enumerable.Range(0, workers.Count).Select(_ => Stopwatch.GetTimestamp())];

    public async Task StrikeAsync(Arguments arguments)
    {
        var (kills, stops, freezes, restarts, told) = (0, 0, 0, 0, 0);
        while (kills < arguments.Kills || restarts < arguments.Restarts)
        {
            if (restarts < arguments.Restarts && kills >= arguments.Kills * (restarts + 1) / (arguments.Restarts + 1))
            {
                // Now cleanly, now as if it had crashed.
                await RestartDatabaseAsync(crash: restarts % 2 == 1);
                restarts++;
                continue;
            }

            var victim = await BusyAsync();
            switch (random.Next(20))
            {
                case 0: await workers.StopAsync(victim); stops++; break;
                case 1: await workers.FreezeAsync(victim); freezes++; break;
                default: await workers.KillAsync(victim); kills++; break;
            }

            _startedAt[victim] = Stopwatch.GetTimestamp();
            if (kills % 100 == 0 && kills > told)
                Console.WriteLine($"  {told = kills} killed");
            await Task.Delay(random.Next(200));
        }

        Console.WriteLine(
            $"{kills} killed, {stops} stopped, {freezes} frozen for longer than their leases, {restarts} restarts of the database");
    }

    /// <summary>One that has items in hand that can be lost; the oldest, if none has for a while.</summary>
    private async Task<int> BusyAsync()
    {
        var byAge = Enumerable.Range(0, workers.Count).OrderBy(which => _startedAt[which]).ToList();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience; await Task.Delay(20))
        {
            foreach (var which in byAge)
                if (await Desk.TryAsync(() => desk.CountAsync(workers.ItemsOf(which))) > 0)
                    return which;
        }

        return byAge[0];
    }

    private async Task RestartDatabaseAsync(bool crash)
    {
        await server.StopAsync(crash ? "QUIT" : "INT");
        await Task.Delay(random.Next(800));
        await server.StartAsync();
    }
}
