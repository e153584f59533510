using System.Diagnostics;
using Suite.Bench;
using Suite.Bench.Search;
using Suite.Search.Ranking;
using Suite.Testing;

// How good and how fast search is on the labelled set: real SQL, real embeddings. See bench/README.md.
var cancel = CancellationToken.None;
await using var postgres = new PostgresServer();
await postgres.InitializeAsync();
await using var rig = await SearchRig.StartAsync(await postgres.CreateDatabaseAsync(), await NativeSetup.PathOfAsync("weights"));

Console.WriteLine(Machine.Describe());
var set = LabelledSet.Read();
var indexing = Stopwatch.StartNew();
await rig.IndexAsync(set, cancel);
Console.WriteLine($"{set.Documents.Count} documents indexed in {indexing.Elapsed.TotalSeconds:F1} s; {set.Queries.Count} queries");
Console.WriteLine();

Console.WriteLine($"{"class",-12}{"queries",8}   {"mode",-10}{"hit@1",8}{"nDCG@10",9}");
var qualities = await Quality.MeasureAsync(set, rig, cancel);
foreach (var quality in qualities)
    Console.WriteLine($"{quality.Class,-12}{quality.Queries,8}   {quality.Mode.ToString().ToLowerInvariant(),-10}{quality.HitAt1,8:F3}{quality.NdcgAt10,9:F3}");
Console.WriteLine();

// Every query was asked above, so its vector is remembered: this is the database and the ranking.
foreach (var mode in Enum.GetValues<SearchMode>())
{
    var times = new List<double>();
    foreach (var query in set.Queries)
    {
        var started = Stopwatch.GetTimestamp();
        await rig.AskAsync(query.Text, mode, cancel);
        times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    times.Sort();
    Console.WriteLine($"{mode.ToString().ToLowerInvariant(),-10} p50 {times[times.Count / 2]:F2} ms, p95 {times[times.Count * 95 / 100]:F2} ms");
}

return qualities.GroupBy(quality => quality.Class).All(Quality.HybridKeepsUp) ? 0 : 1;
