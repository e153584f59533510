using System.Text.Json;
using Suite.Assets;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>Which captions a batch makes, and in which order: this is where its type matters.</summary>
internal sealed class BatchPlan(IAssets assets, PerspectiveLibrary library)
{
    public const string Queue = "captions";
    public const string Kind = "caption-batch";
    public const string Step = "caption";

    /// <exception cref="ProblemException">A backfill finds nothing missing.</exception>
    public async Task<IReadOnlyList<NewItem>> ItemsAsync(
        Guid teamId, string type, IReadOnlyList<string> names, IReadOnlyList<ImageRef> images, IReadOnlyList<Perspective> asked,
        CancellationToken cancel)
    {
        switch (type)
        {
            case BatchWords.DatasetPerspective:
                return [.. from perspective in asked from image in Enumerable.Range(0, images.Count) select Item(image, perspective)];

            case BatchWords.Backfill:
                var missing = new List<NewItem>();
                for (var image = 0; image < images.Count; image++)
                    missing.AddRange((await MissingAsync(teamId, images[image], asked, cancel)).Select(perspective => Item(image, perspective)));
                return missing.Count > 0
                    ? missing
                    : throw Problems.NothingMissing.ToException("Every image has a caption under the present version of every perspective.");

            case BatchWords.DependencyChain:
                var chain = InOrder(asked);
                return
                [
                    .. from image in Enumerable.Range(0, images.Count)
                       from link in Enumerable.Range(0, chain.Count)
                       select Item(image, chain[link]) with { After = link == 0 ? null : (image * chain.Count) + link - 1 },
                ];

            default:
                return [.. from image in Enumerable.Range(0, images.Count) from perspective in asked select Item(image, perspective)];
        }

        NewItem Item(int image, Perspective perspective) => new(
            Step,
            images[image].AssetId,
            JsonSerializer.SerializeToElement(new BatchItemInput(names[image], perspective.Name, images[image].Path), SuiteJson.Options),
            Group: image);
    }

    /// <summary>The perspectives with those that they need before them, each once.</summary>
    internal List<Perspective> InOrder(IReadOnlyList<Perspective> asked)
    {
        var order = new List<Perspective>();
        foreach (var perspective in asked.OrderBy(perspective => perspective.Type).ThenBy(perspective => perspective.Priority))
            Add(perspective, []);
        return order;

        void Add(Perspective perspective, HashSet<string> above)
        {
            if (order.Contains(perspective) || !above.Add(perspective.Name))
                return;
            foreach (var prerequisite in perspective.Prerequisites ?? [])
                Add(library.Find(prerequisite)!, above);
            order.Add(perspective);
        }
    }

    private async Task<IEnumerable<Perspective>> MissingAsync(
        Guid teamId, ImageRef image, IReadOnlyList<Perspective> asked, CancellationToken cancel)
    {
        // What was said about a file of the workspace is kept with its job alone, so it is always missing.
        if (image.AssetId is not { } assetId)
            return asked;
        var existing = (await assets.InsightsAsync(teamId, assetId, cancel))
            .Where(insight => insight.Kind == InsightKind.Caption)
            .Select(insight => (insight.Perspective, insight.PerspectiveVersion))
            .ToHashSet();
        return asked.Where(perspective => !existing.Contains((perspective.Name, perspective.Version)));
    }
}
