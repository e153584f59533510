using System.Globalization;
using System.Text.Json.Nodes;

namespace Suite.Bench.Queues;

/// <summary>What is compared with what. The peers' knobs are the best that were found for each of them.</summary>
internal static class Contests
{
    private const string PerSecond = "items/s";
    private const string Milliseconds = "ms";

    // So much that all who compile while they run have done so.
    private const int LongWarmUp = 100_000;

    private static readonly Dictionary<string, Func<Arguments, Contest>> All = new()
    {
        ["enqueue"] = Enqueue,
        ["drain"] = Drain,
        ["pickup"] = arguments => PickUp(arguments.Sends, "pickup", "Pick-up, one at a time into an idle queue at 50/s, one process: p95", apart: false),
        ["pickup2"] = arguments => PickUp(arguments.Sends, "pickup2", "Pick-up as above, sent by another process: p95", apart: true),
        ["job10k"] = _ => CreateJob(),
        ["kept"] = Kept,
        ["foreign"] = Foreign,
    };

    public static IReadOnlyList<string> Names => [.. All.Keys];

    public static IEnumerable<Contest> Of(Arguments arguments) => arguments.Parts.Select(part => All[part](arguments));

    private static Contest Enqueue(Arguments arguments)
    {
        Entry OfOurs(string name, int jobSize) =>
            new(name, Contestant.Ours, "enqueue", arguments.Items, new() { ["jobSize"] = jobSize }, WarmUp: LongWarmUp);
        Entry Of(string name, Contestant contestant, int atOnce) =>
            new(name, contestant, "enqueue", arguments.Items, new() { ["atOnce"] = atOnce }, WarmUp: LongWarmUp);
        var entries = new[]
        {
            OfOurs("ours, jobs of 1,000", 1_000),
            OfOurs("ours, jobs of 10,000", 10_000),
            Of("graphile-worker", Contestant.Graphile, 1_000),
            Of("graphile-worker, 10,000", Contestant.Graphile, 10_000),
            Of("pg-boss", Contestant.PgBoss, 1_000),
            Of("pg-boss, 10,000", Contestant.PgBoss, 10_000),
            Of("bullmq", Contestant.BullMq, 1_000),
        };
        return new Contest(
            "enqueue", $"Enqueue {Count(arguments.Items)} items by two clients, a thousand a call unless it says ten thousand", PerSecond, entries,
            [
                new AtLeast("ours, jobs of 1,000", 1.5, "graphile-worker", "pg-boss"),
                new AtLeast("ours, jobs of 10,000", 1.5, "graphile-worker", "graphile-worker, 10,000", "pg-boss", "pg-boss, 10,000"),
            ]);
    }

    private static Contest Drain(Arguments arguments)
    {
        var (items, few) = (arguments.Items, arguments.Items / 5);
        return new Contest(
            "drain", $"Drain {Count(items)} no-op items (those with defaults: {Count(few)})", PerSecond,
            [
                new("ours, everything on", Contestant.Ours, "drain", items, Wide(), WarmUp: LongWarmUp),
                new("ours, lean", Contestant.Ours, "drain", items, Wide(lean: true), WarmUp: LongWarmUp),
                new("ours, defaults", Contestant.Ours, "drain", few, []),
                new("graphile, batches", Contestant.Graphile, "drain", items, Knobs("""
                    { "concurrentJobs": 24, "worker": {
                      "localQueue": { "size": 2000 }, "completeJobBatchDelay": 50, "failJobBatchDelay": 50 } }
                    """), WarmUp: LongWarmUp),
                new("graphile, defaults", Contestant.Graphile, "drain", few, Knobs("""{ "concurrentJobs": 10 }"""), WarmUp: 1_000),
                new("pg-boss, work", Contestant.PgBoss, "drain", items, Knobs("""
                    { "notify": true, "work": { "batchSize": 500, "localConcurrency": 4, "burstWhenBatchFull": true } }
                    """), WarmUp: LongWarmUp),
                new("pg-boss, fetch", Contestant.PgBoss, "drain", items, Knobs("""{ "fetch": { "batchSize": 1000, "loops": 4 } }"""), WarmUp: LongWarmUp),
                new("bullmq", Contestant.BullMq, "drain", few, Knobs("""{ "concurrency": 100 }""")),
            ],
            [
                new AtLeast("ours, everything on", 0.5, "pg-boss, work", "pg-boss, fetch"),
                new AtLeast("ours, lean", 0.9, "graphile, batches"),
                new AtLeast("ours, defaults", 5, "graphile, defaults"),
            ]);
    }

    private static Contest PickUp(int sends, string name, string title, bool apart)
    {
        const int warmUp = 1_000;
        return new Contest(
            name, title, Milliseconds,
            [
                new("ours", Contestant.Ours, "pickup", sends, [], WarmUp: warmUp, Apart: apart),
                new("graphile-worker", Contestant.Graphile, "pickup", sends, Knobs("""
                    { "concurrentJobs": 10 }
                    """), WarmUp: warmUp, Apart: apart),
                new("pg-boss", Contestant.PgBoss, "pickup", sends, Knobs("""
                    { "notify": true, "work": { "batchSize": 1, "localConcurrency": 4 } }
                    """), WarmUp: warmUp, Apart: apart),
                new("bullmq", Contestant.BullMq, "pickup", sends, Knobs("""{ "concurrency": 10 }"""), WarmUp: warmUp, Apart: apart),
            ],
            [new AtMost("ours", 4, "graphile-worker")]);
    }

    private static Contest CreateJob() => new(
        "job10k", "Create a job of 10,000 items in one transaction (peers: 10,000 jobs in one call)", Milliseconds,
        [
            new("ours", Contestant.Ours, "bulk", 10_000, [], WarmUp: 20_000),
            new("graphile-worker", Contestant.Graphile, "bulk", 10_000, [], WarmUp: 20_000),
            new("pg-boss", Contestant.PgBoss, "bulk", 10_000, [], WarmUp: 20_000),
        ],
        [new AtMost("ours", 1_000)]);

    private static Contest Kept(Arguments arguments)
    {
        var many = $"{Count(arguments.Kept)} kept";
        return new Contest(
            "kept", $"Drain {Count(arguments.Items)} items with {Count(arguments.Kept)} finished ones kept", PerSecond,
            [
                new("none kept", Contestant.Ours, "drain", arguments.Items, Wide(), Database: "kept_none"),
                new(many, Contestant.Ours, "drain", arguments.Items, Wide(), Database: "kept_many"),
            ],
            [new AtLeast(many, 0.8, "none kept")],
            Prepare: rig => FinishedItems.FillAsync(rig, "kept_many", arguments.Kept));
    }

    private static Contest Foreign(Arguments arguments)
    {
        Entry For(string name, int seconds, Func<Rig, string, Task<IAsyncDisposable>>? around = null)
        {
            var options = Wide();
            options["seconds"] = seconds;
            return new Entry(name, Contestant.Ours, "soak", arguments.Items, options, Around: around);
        }

        return new Contest(
            "foreign", $"Fill and drain {Count(arguments.Items)} items over and over; the drains of the last minute", PerSecond,
            [For("alone, 1 minute", 60), For("beside a transaction held for 3 minutes", 180, ForeignTransaction.OpenAsync)],
            [new AtLeast("beside a transaction held for 3 minutes", 0.5, "alone, 1 minute")],
            Rounds: 1);
    }

    /// <summary>Ours with room for a large batch, as a replica that does small work is set up.</summary>
    private static JsonObject Wide(bool lean = false) => new()
    {
        ["lean"] = lean,
        ["settings"] = new JsonObject { ["Jobs:MaxRunningItems"] = "1000", ["Jobs:QueueConcurrency"] = "10000" },
    };

    private static JsonObject Knobs(string json) => JsonNode.Parse(json)!.AsObject();

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
