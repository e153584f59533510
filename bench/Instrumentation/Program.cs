// What telling of itself costs the backend: processor time of a request without export, with one trace in ten recorded, and with
// all of them, by backends in turns on one database, to a hub in a process of its own. See bench/README.md.
//   dotnet run -c Release --project bench/Instrumentation -- [--starts 3] [--rounds 120] [--requests 250] [--route thumbnails]
//       [--also "metrics alone:OTEL_TRACES_SAMPLER=always_off"]
using Suite.Bench;
using Suite.Bench.Instrumentation;

const double figure = 1.05;
var starts = int.Parse(Argument("--starts", "3"));
var rounds = int.Parse(Argument("--rounds", "120"));
var requests = int.Parse(Argument("--requests", "250"));
Console.WriteLine(Machine.Describe());

await using var rig = await Rig.StartAsync(args.Zip(args.Skip(1)).Where(pair => pair.First == "--also").Select(pair => pair.Second));
var met = true;
foreach (var (name, path) in rig.Routes.Where(route => route.Name.Contains(Argument("--route", ""), StringComparison.Ordinal)))
{
    Console.WriteLine($"{name}: {starts} starts, after each {rounds} rounds of {requests} requests");
    rig.Backends.ForEach(backend => backend.Costs.Clear());
    for (var start = 0; start < starts; start++)
    {
        await rig.RestartAsync();
        await WarmUpAsync(path);
        for (var round = 0; round < rounds; round++)
        {
            // Each begins once: whoever is always first meets the coldest caches.
            foreach (var backend in rig.Backends.Skip(round % rig.Backends.Count).Concat(rig.Backends.Take(round % rig.Backends.Count)))
                backend.Costs.Add(await backend.AskAsync(path, requests));
        }
    }

    foreach (var backend in rig.Backends)
        Console.WriteLine($"  {backend.Name,-17} {backend.Costs.Median(),6:F1} µs a request{Compared(backend)}");
    met &= Ratios(rig.Backends.Single(backend => backend.Name == Rig.OneInTen)).Median() <= figure;
}

Console.WriteLine($"the hub took in {await rig.ReceivedAsync()}");
Console.WriteLine($"target: one trace in ten at most {figure} × no export: {(met ? "met" : "missed")}");
return met ? 0 : 1;

// Until the compiler has nothing left to make better, twice in a row: that takes longer where there is more to run, and where one
// request in ten runs it, ten times as long.
async Task WarmUpAsync(Func<int, string> path)
{
    const int longest = 100;
    var warm = 0;
    for (var turn = 0; turn < longest && warm < 2; turn++)
    {
        warm++;
        foreach (var backend in rig.Backends)
        {
            if (!await backend.IsWarmAsync(path, requests))
                warm = 0;
        }
    }

    if (warm < 2)
        Console.WriteLine("  the compiler was still at work when the rounds began");
}

// Of the same round each: what else the machine does is no part of it. Against the mean of those that export nothing, itself left out.
List<double> Ratios(Backend backend) => [.. backend.Costs.Select((cost, round) => cost / Silent(backend).Average(other => other.Costs[round]))];

IEnumerable<Backend> Silent(Backend but) => rig.Silent.Where(backend => backend != but);

string Compared(Backend backend)
{
    var ratios = Ratios(backend);
    // Order statistics: the true median lies further from the middle in one case of twenty.
    var unsure = Math.Min(0.5, 0.98 / Math.Sqrt(ratios.Count));
    var byStart = ratios.Chunk(rounds).Select(some => $"{some.Median():F3}");
    return $", {ratios.Median():F3} × (95 %: {ratios.Quantile(0.5 - unsure):F3} to {ratios.Quantile(0.5 + unsure):F3}; half of the rounds " +
        $"{ratios.Quantile(0.25):F3} to {ratios.Quantile(0.75):F3}; by start {string.Join(", ", byStart)}); " +
        $"all rounds together {backend.Costs.Sum() / Silent(backend).Average(other => other.Costs.Sum()):F3} ×";
}

string Argument(string name, string usual) => Array.IndexOf(args, name) is >= 0 and var at ? args[at + 1] : usual;
