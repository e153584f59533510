// What telling of itself costs the backend: processor time of a request without export, with one trace in ten recorded, and with
// all of them, by three backends in turns on one database, to a hub in a process of its own. See bench/README.md.
//   dotnet run -c Release --project bench/Instrumentation -- [--rounds 12] [--requests 4000]
using Suite.Bench;
using Suite.Bench.Instrumentation;

const double figure = 1.05;
var rounds = Argument("--rounds", 12);
var requests = Argument("--requests", 4_000);
Console.WriteLine(Machine.Describe());

await using var rig = await Rig.StartAsync();
var met = true;
foreach (var (name, path) in rig.Routes)
{
    Console.WriteLine($"{name}: {rounds} rounds of {requests} requests");
    // Until the compiler has nothing left to make better, which takes longer where there is more to run.
    for (var warmUp = 0; warmUp < 3; warmUp++)
    {
        foreach (var backend in rig.Backends)
            await backend.AskAsync(path, requests);
    }

    for (var round = 0; round < rounds; round++)
    {
        // Each begins once: whoever is always first meets the coldest caches.
        foreach (var backend in rig.Backends.Skip(round % rig.Backends.Count).Concat(rig.Backends.Take(round % rig.Backends.Count)))
            backend.Costs.Add(await backend.AskAsync(path, requests));
    }

    foreach (var backend in rig.Backends)
    {
        Console.WriteLine(
            $"  {backend.Name,-16} {backend.Costs.Median() * 1_000,7:F1} µs a request (from {backend.Costs.Min() * 1_000:F1} to {backend.Costs.Max() * 1_000:F1}), {Ratio(backend):F3} ×");
    }

    met &= Ratio(rig.Backends[1]) <= figure;
    rig.Backends.ForEach(backend => backend.Costs.Clear());
}

Console.WriteLine($"the hub took in {await rig.ReceivedAsync()}");
Console.WriteLine($"target: one trace in ten at most {figure} × no export: {(met ? "met" : "missed")}");
return met ? 0 : 1;

// Of the same round each: what else the machine does is no part of it.
double Ratio(Backend backend) => backend.Costs.Zip(rig.Backends[0].Costs, (told, silent) => told / silent).ToList().Median();

int Argument(string name, int usual) => Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1]) : usual;
