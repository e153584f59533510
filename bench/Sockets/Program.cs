// A thousand WebSocket clients follow a queue that changes fifty times a second; a fifth of them lose their connection on the way
// and resume. Every client checks that no number is missing and none comes twice. See bench/README.md.
//   dotnet run -c Release --project bench/Sockets -- [--clients 1000] [--rate 50] [--seconds 30] [--direct]
//   dotnet run -c Release --project bench/Sockets -- --outbox
using System.Diagnostics;
using Suite.Bench;
using Suite.Bench.Sockets;

const double figure = 250;
var settings = Settings.Parse(args);
Console.WriteLine(Machine.Describe());
if (args.Contains("--outbox"))
{
    await OutboxThroughput.RunAsync();
    return 0;
}

await using var suite = await SuiteProcesses.StartAsync();
var team = await suite.TeamAsync();
var address = settings.Direct ? suite.Backend.Address : suite.Gateway.Address;
var door = settings.Direct ? "at the backend" : "through the gateway";
Console.WriteLine($"{settings.Clients} clients {door}, {settings.Rate} changes/s for {settings.Seconds} s");

using var queue = new ChangingQueue(suite.Database, team);
await queue.ChangeAsync(1, TimeSpan.FromSeconds(3));

var latencies = new Latencies();
var followers = await Follower.ConnectAsync(settings.Clients, address, latencies);
// They take no part in the count: they never read, and nobody else may notice.
var deaf = await Follower.ConnectAsync(settings.Clients / 100, address, null);
await queue.ChangeAsync(settings.Rate, TimeSpan.FromSeconds(5));

latencies.Start();
var costs = suite.Costs();
var watch = Stopwatch.StartNew();
var changing = queue.ChangeAsync(settings.Rate, TimeSpan.FromSeconds(settings.Seconds));
await Task.Delay(TimeSpan.FromSeconds(settings.Seconds / 3.0));
var storm = followers.Take(settings.Clients / 5).ToList();
storm.ForEach(follower => follower.Drop());
var rate = await changing;
var elapsed = watch.Elapsed;
var spent = suite.Costs();

var last = await queue.LastSequenceAsync();
var deadline = Stopwatch.StartNew();
while (followers.Exists(follower => follower.Seq < last) && deadline.Elapsed < TimeSpan.FromSeconds(15))
    await Task.Delay(20);

var missed = followers.Sum(follower => follower.Missed + Math.Max(0, last - follower.Seq));
var doubled = followers.Sum(follower => follower.Doubled);
var resumed = followers.Sum(follower => follower.Resumed);
var caughtUp = followers.Sum(follower => follower.CaughtUp);
var (p50, p95, p99) = (latencies.Percentile(.5), latencies.Percentile(.95), latencies.Percentile(.99));
Console.WriteLine($"{rate:F1} changes/s, {latencies.Count / elapsed.TotalSeconds:F0} messages/s delivered");
Console.WriteLine($"{resumed} connections resumed and caught up with {caughtUp} messages");
Console.WriteLine(
    $"from before the commit to the client: p50 {p50:F1} ms  p95 {p95:F1} ms  p99 {p99:F1} ms  max {latencies.Percentile(1):F1} ms");
Console.WriteLine($"missed {missed}, doubled {doubled}, told to reload {followers.Sum(follower => follower.Resets)}");
foreach (var (cost, before) in spent.Zip(costs))
    Console.WriteLine($"{cost.Name,-9} {(cost.Cpu - before.Cpu) / elapsed * 100,5:F0} % of a core  {cost.Memory / 1_048_576,5} MB");

followers.ForEach(follower => follower.Dispose());
deaf.ForEach(follower => follower.Dispose());
var met = p95 <= figure && rate > settings.Rate * .95 && missed == 0 && doubled == 0 && resumed == storm.Count;
Console.WriteLine($"target: p95 <= {figure} ms, nothing missed or doubled: {(met ? "met" : "missed")}");
return met ? 0 : 1;
