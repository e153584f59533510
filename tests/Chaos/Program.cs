// Kills workers at random while thousands of items run, restarts the database, meddles with the jobs, and then counts.
//   dotnet run --project tests/Chaos -c Release -- [--kills 1000] [--restarts 4] [--workers 4] [--seed 7]
using System.Diagnostics;
using Suite.Bench;
using Suite.Testing;
using Suite.Tests.Chaos;

if (Arguments.Parse(args) is not { } arguments)
{
    await Console.Error.WriteLineAsync("Usage: [--kills N] [--restarts N] [--workers N] [--seed N]");
    return 2;
}

Console.WriteLine(Machine.Describe());
Console.WriteLine(arguments);
var watch = Stopwatch.StartNew();
await using var server = new PostgresServer();
await server.InitializeAsync();
await using var desk = await Desk.OpenAsync(await server.CreateDatabaseAsync());
var live = LiveLog.Follow(desk);
await using (var workers = await Workers.StartAsync(desk.Database, arguments.Workers))
{
    using var enough = new CancellationTokenSource();
    var load = new Load(desk, new Random(arguments.Seed)).RunAsync(enough.Token);
    var meddling = new Meddler(desk, new Random(arguments.Seed + 1)).RunAsync(enough.Token);
    await new Blows(desk, workers, server, new Random(arguments.Seed + 2)).StrikeAsync(arguments);
    await enough.CancelAsync();
    await Task.WhenAll(load, meddling);
    await desk.EndAllAsync();
}

Console.WriteLine($"{watch.Elapsed.TotalMinutes:F1} minutes");
return await new Audit(desk, await live.UpToAsync(await desk.LastSeqAsync())).PassesAsync() ? 0 : 1;
