using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Suite.Platform;
using Suite.Testing;

namespace Suite.Bench.Sockets;

/// <summary>How fast events get from a transaction to somebody who follows the team: few large ones and many small ones.</summary>
internal static class OutboxThroughput
{
    private const int Writers = 4;
    private static readonly Guid Team = Guid.CreateVersion7();

    public static async Task RunAsync()
    {
        await using var postgres = new PostgresServer();
        await postgres.InitializeAsync();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:suitedb", await postgres.CreateDatabaseAsync())]);
        builder.AddPlatform();
        using var host = builder.Build();
        await host.StartAsync();

        (int Transactions, int Events, int Changes)[] rounds = [(20, 1, 250), (200, 1, 250), (200, 1, 500), (200, 100, 1), (5_000, 1, 1)];
        Console.WriteLine("transactions  events each  changes each  kB each  committed  followed  changes/s");
        foreach (var (transactions, events, changes) in rounds)
            await MeasureAsync(host.Services, transactions, events, changes);
        await host.StopAsync();
    }

    private static async Task MeasureAsync(IServiceProvider services, int transactions, int events, int changes)
    {
        var db = services.GetRequiredService<Db>();
        var outbox = services.GetRequiredService<IOutbox>();
        var live = services.GetRequiredService<ILiveChannel>();
        var from = await live.CurrentAsync(Team, CancellationToken.None);
        var items = Enumerable.Range(0, changes).Select(Change).ToArray();
        var told = new NewEvent("bench.items-changed", Team, new { items }, Live: true);

        var watch = Stopwatch.StartNew();
        var following = FollowAsync(live, from, from + ((long)transactions * events));
        await Parallel.ForEachAsync(
            Enumerable.Range(0, transactions),
            new ParallelOptions { MaxDegreeOfParallelism = Writers },
            async (_, cancel) => await db.InTransactionAsync(
                sql => outbox.AddAsync(sql, [.. Enumerable.Repeat(told, events)], cancel), cancel));
        var committed = watch.Elapsed.TotalMilliseconds;
        var length = await following;
        var followed = watch.Elapsed.TotalMilliseconds;
        var rate = (double)transactions * events * changes / followed * 1_000;
        Console.WriteLine(
            $"{transactions,12} {events,12} {changes,13} {length / 1_000d,8:F1} {committed,7:F0} ms {followed,6:F0} ms {rate,10:F0}");
    }

    private static async Task<int> FollowAsync(ILiveChannel live, long from, long to)
    {
        await foreach (var message in live.SubscribeAsync(Team, from, CancellationToken.None))
            if (message.Seq == to)
                return message.Payload.GetRawText().Length;
        return 0;
    }

    private static object Change(int number) => new
    {
        jobId = Guid.CreateVersion7(),
        itemId = 1_000_000 + number,
        kind = "bench",
        step = "work",
        assetId = Guid.CreateVersion7(),
        state = number % 2 == 0 ? "leased" : "succeeded",
        progress = number % 2 * 100,
        attempts = 1,
        error = (string?)null,
    };
}
