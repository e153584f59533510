using System.Text.Json;
using Microsoft.Extensions.Options;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>Which captions a batch makes, and in which order: this is where its type matters.</summary>
internal sealed class BatchPlan(ExistingCaptions existing, IOptions<CaptioningOptions> options)
{
    public const string Queue = "captions";
    public const string Kind = "caption-batch";
    public const string Step = "caption";

    /// <exception cref="ProblemException">It would be too large, or a backfill finds nothing missing.</exception>
    public async Task<IReadOnlyList<NewItem>> ItemsAsync(
        Guid teamId, string type, IReadOnlyList<string> names, IReadOnlyList<ImageRef> images, IReadOnlyList<Perspective> asked,
        TeamLibrary library, CancellationToken cancel)
    {
        Check(images.Count, (type == BatchWords.DependencyChain ? InOrder(asked, library) : asked).Count);
        return type switch
        {
            BatchWords.DatasetPerspective =>
                [.. from perspective in asked from image in Enumerable.Range(0, images.Count) select Item(image, perspective)],
            BatchWords.Backfill => await MissingAsync(),
            BatchWords.DependencyChain => await ChainsAsync(),
            _ => [.. from image in Enumerable.Range(0, images.Count) from perspective in asked select Item(image, perspective)],
        };

        async Task<IReadOnlyList<NewItem>> MissingAsync()
        {
            var captions = await existing.OfAsync(teamId, images, cancel);
            var missing = captions.Index().SelectMany(image => asked
                .Where(perspective => !Has(image.Item, perspective))
                .Select(perspective => Item(image.Index, perspective))).ToList();
            return missing.Count > 0
                ? missing
                : throw Problems.NothingMissing.ToException("Every image has a caption under the present version of every perspective.");
        }

        // What was asked for is made; what is only needed for it is taken as it is when the image has it in its present version.
        async Task<IReadOnlyList<NewItem>> ChainsAsync()
        {
            var order = InOrder(asked, library);
            var captions = await existing.OfAsync(teamId, images, cancel);
            var chains = new List<NewItem>();
            foreach (var (image, has) in captions.Index())
            {
                var first = chains.Count;
                foreach (var perspective in order.Where(perspective => asked.Contains(perspective) || !Has(has, perspective)))
                    chains.Add(Item(image, perspective) with { After = chains.Count == first ? null : chains.Count - 1 });
            }
            return chains;
        }

        NewItem Item(int image, Perspective perspective) => new(
            Step,
            images[image].AssetId,
            JsonSerializer.SerializeToElement(
                new BatchItemInput(names[image], perspective.Name, perspective.Version, images[image].Path), SuiteJson.Options),
            Group: image);
    }

    /// <summary>The perspectives with all that they need before them, directly or not, each once; synthesizers last.</summary>
    internal static List<Perspective> InOrder(IReadOnlyList<Perspective> asked, TeamLibrary library)
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
                Add(Needed(perspective, prerequisite), above);
            order.Add(perspective);
        }

        Perspective Needed(Perspective perspective, string name)
        {
            var needed = library.Find(name)
                ?? throw Problems.UnknownPerspective.ToException($"{perspective.Name} needs the perspective {name}, which is not there any more.");
            return library.IsOn(needed.Module)
                ? needed
                : throw Problems.PerspectiveDisabled.ToException(
                    $"{perspective.Name} needs {name}, which belongs to the module {needed.Module}, which is switched off.");
        }
    }

    // Before anything is made: a request of a million captions costs nothing but this product.
    private void Check(int images, int perspectives)
    {
        var captions = (long)images * perspectives;
        if (captions > options.Value.MaxCaptions)
            throw Problems.BatchTooLarge.ToException(
                $"{images} images under {perspectives} perspectives are {captions} captions; a batch has at most {options.Value.MaxCaptions}.");
    }

    private static bool Has(ILookup<string, string> captions, Perspective perspective) =>
        captions[perspective.Name].Contains(perspective.Version);
}
