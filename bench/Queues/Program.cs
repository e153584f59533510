// Our job engine and the best-known queues, in turns in one run on the same servers. See bench/README.md.
//   dotnet run -c Release --project bench/Queues -- [PART...] [--rounds 3] [--items 50000] [--kept 10000000] [--wait 10] [--sends 1500]
using Suite.Bench;
using Suite.Bench.Queues;
using Suite.Bench.Queues.Ours;

if (args is [Contestant.OursCommand, var json])
    return await OurProgram.AnswerAsync(Order.Parse(json));

if (Arguments.Parse(args) is not { } arguments)
{
    await Console.Error.WriteLineAsync($"Usage: [{string.Join(' ', Contests.Names)}] [--rounds N] [--items N] [--kept N] [--wait SECONDS] [--sends N]");
    return 2;
}

Quiet.Patience = TimeSpan.FromSeconds(arguments.Wait);
await Peers.InstallAsync();
await using var rig = new Rig();
await rig.StartAsync();
Console.WriteLine(Machine.Describe());
Console.WriteLine(Rig.Describe());

var met = true;
foreach (var contest in Contests.Of(arguments))
    met &= await Turns.RunAsync(contest, rig, arguments.Rounds);
return met ? 0 : 1;
