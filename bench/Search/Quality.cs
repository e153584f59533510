using Suite.Search.Ranking;

namespace Suite.Bench.Search;

/// <summary>Means over the queries of one class, asked in one mode. Both are 1 at best.</summary>
internal sealed record Quality(string Class, SearchMode Mode, int Queries, double HitAt1, double NdcgAt10)
{
    private const int Depth = 10;

    /// <summary>Asks every query in every mode and compares the rankings with the labels.</summary>
    public static async Task<IReadOnlyList<Quality>> MeasureAsync(LabelledSet set, SearchRig rig, CancellationToken cancel)
    {
        var results = new List<Quality>();
        foreach (var group in set.Queries.GroupBy(query => query.Class))
        {
            foreach (var mode in Enum.GetValues<SearchMode>())
            {
                var scores = new List<(double Hit, double Ndcg)>();
                foreach (var query in group)
                    scores.Add(Score(query.Answers, await rig.AskAsync(query.Text, mode, cancel)));
                results.Add(new Quality(group.Key, mode, scores.Count, scores.Average(score => score.Hit), scores.Average(score => score.Ndcg)));
            }
        }

        return results;
    }

    /// <summary>Whether hybrid is at least as good as either arm, by both measures, over the results of one class.</summary>
    public static bool HybridKeepsUp(IEnumerable<Quality> modes)
    {
        var hybrid = modes.Single(quality => quality.Mode == SearchMode.Hybrid);
        // A thousandth of nDCG is one answer a rank lower in a tail that nobody reads.
        return modes.All(arm => hybrid.HitAt1 >= arm.HitAt1 && hybrid.NdcgAt10 >= arm.NdcgAt10 - 1e-3);
    }

    private static (double Hit, double Ndcg) Score(IReadOnlyList<string> answers, IReadOnlyList<string> ranking)
    {
        // The first answer gains most, the last 1.
        double Gain(string document) => answers.Contains(document) ? answers.Count - answers.ToList().IndexOf(document) : 0;
        double Discounted(IEnumerable<string> documents) =>
            documents.Take(Depth).Select((document, rank) => Gain(document) / Math.Log2(rank + 2)).Sum();

        return (ranking.Count > 0 && ranking[0] == answers[0] ? 1 : 0, Discounted(ranking) / Discounted(answers));
    }
}
