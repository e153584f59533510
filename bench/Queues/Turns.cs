using System.Text.Json;

namespace Suite.Bench.Queues;

/// <summary>Every entry of a contest takes its turn in every round; the medians are compared.</summary>
internal static class Turns
{
    /// <summary>Runs and prints a contest; false when a figure was missed.</summary>
    public static async Task<bool> RunAsync(Contest contest, Rig rig, int rounds)
    {
        Console.WriteLine();
        Console.WriteLine($"{contest.Title}, {contest.Unit}");
        if (contest.Prepare is not null)
            await contest.Prepare(rig);
        var answers = contest.Entries.ToDictionary(entry => entry.Name, _ => new List<JsonElement>());
        for (var round = 0; round < (contest.Rounds ?? rounds); round++)
        {
            foreach (var entry in contest.Entries)
                answers[entry.Name].Add(await TakeAsync(entry, rig));
        }

        foreach (var (name, turns) in answers)
            Print(name, turns);
        var medians = answers.ToDictionary(pair => pair.Key, pair => Median(pair.Value.Select(ValueOf)));
        var verdicts = contest.Figures.Select(figure => (figure.Entry, Verdict: figure.Judge(medians))).ToList();
        foreach (var (entry, (met, text)) in verdicts)
            Console.WriteLine($"  {(met ? "met   " : "MISSED")} {entry}: {text}");
        if (Quiet.GivenUp > 0)
            Console.WriteLine($"  {Quiet.GivenUp} turns so far began while the machine was busy.");
        return verdicts.All(verdict => verdict.Verdict.Met);
    }

    private static async Task<JsonElement> TakeAsync(Entry entry, Rig rig)
    {
        var database = await rig.DatabaseAsync(entry.Database);
        await Rig.SettleAsync(database);
        var order = Order.Json(entry, database, rig);
        JsonElement answer;
        await using (entry.Around is null ? null : await entry.Around(rig, database))
            answer = entry.Apart ? await entry.Contestant.RunApartAsync(order) : await entry.Contestant.RunAsync(order);
        if (entry.Database is null)
            await rig.DropAsync(database);
        return answer;
    }

    private static void Print(string name, List<JsonElement> turns)
    {
        var others = turns[0].EnumerateObject().Select(property => property.Name).Where(property => property != "value")
            .Select(property => $"{property} {Median(turns.Select(turn => turn.GetProperty(property).GetDouble())),0:0.##}");
        Console.WriteLine(
            $"  {name,-40} {Median(turns.Select(ValueOf)),10:N2}   [{string.Join(' ', turns.Select(turn => $"{ValueOf(turn):0.##}"))}]"
            + $"  {string.Join(", ", others)}");
    }

    private static double ValueOf(JsonElement answer) => answer.GetProperty("value").GetDouble();

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
