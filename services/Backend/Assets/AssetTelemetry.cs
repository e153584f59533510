using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Suite.Assets.Upload;
using Suite.ServiceDefaults;

namespace Suite.Assets;

/// <summary>What uploads and the intake measure of themselves: meter and source <c>Suite.Assets</c>.</summary>
internal sealed class AssetTelemetry
{
    public const string Name = "Suite.Assets";

    private const string Unknown = "unknown";
    private static readonly ActivitySource Source = new(Name);

    private readonly Counter<long> _files;
    private readonly Counter<long> _bytes;
    private readonly Histogram<double> _receiving;
    private readonly Histogram<double> _variants;
    private readonly Counter<long> _variantBytes;
    private readonly Counter<long> _verdicts;

    public AssetTelemetry(IMeterFactory meters, IOptions<AssetsOptions> options)
    {
        var seconds = new InstrumentAdvice<double> { HistogramBucketBoundaries = [.01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300] };
        var meter = meters.Create(Name);
        _files = meter.CreateCounter<long>("suite.uploads.files", "{file}", "Files that were uploaded, by what became of them.");
        _bytes = meter.CreateCounter<long>("suite.uploads.size", "By", "Bytes of the files that were accepted.");
        _receiving = meter.CreateHistogram(
            "suite.uploads.duration", "s", "From a file's first byte to knowing what it is.", advice: seconds);
        _variants = meter.CreateHistogram("suite.variants.duration", "s", "Making all sizes of one image.", advice: seconds);
        _variantBytes = meter.CreateCounter<long>("suite.variants.size", "By", "Bytes of the sizes that were made.");
        _verdicts = meter.CreateCounter<long>("suite.moderation.verdicts", "{verdict}", "What moderation said.");
        meters.WatchDisk("blobs", options.Value.BlobPath);
    }

    /// <summary>The span of taking one file off the wire.</summary>
    public static Activity? Receive() => Source.StartActivity("receive file");

    /// <summary>The span of making an image's sizes.</summary>
    public static Activity? MakeVariants() => Source.StartActivity("make variants");

    public void Received(ReceivedFile file, Activity? span, TimeSpan took)
    {
        var kind = file.Accepted?.Kind.Word() ?? Unknown;
        _receiving.Record(took.TotalSeconds, Tag("kind", kind));
        if (file.Refused is not null)
            _files.Add(1, Tag("kind", kind), Tag("outcome", "rejected"));
        else
            _bytes.Add(file.Accepted!.Uploaded.SizeBytes, Tag("kind", kind));
        span?.SetTag("suite.upload.kind", kind).SetTag("suite.upload.size", file.Accepted?.Uploaded.SizeBytes).SetTag("error.type", file.Refused?.Code);
    }

    public void Registered(AssetKind kind, bool created) =>
        _files.Add(1, Tag("kind", kind.Word()), Tag("outcome", created ? "created" : "duplicate"));

    public void VariantsMade(IEnumerable<(string Name, long Bytes)> variants, TimeSpan took)
    {
        _variants.Record(took.TotalSeconds);
        foreach (var (name, bytes) in variants)
            _variantBytes.Add(bytes, Tag("variant", name));
    }

    public void Judged(bool allowed, string label) =>
        _verdicts.Add(1, Tag("outcome", allowed ? "allowed" : "refused"), Tag("label", label));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
