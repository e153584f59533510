using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Suite.Dashboard.Exposition;
using Suite.Dashboard.Otlp;

namespace Suite.Tests.Unit.Dashboard.Exposition;

/// <summary>A registry with a clock of its own, fed by a test, and the page that Prometheus would get.</summary>
internal sealed class Shown : TimeProvider
{
    public static readonly Scope AnyScope = new("Suite.Test", "1.0", []);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public Shown(ExpositionOptions? options = null) => Registry = new SeriesRegistry(
        Options.Create(options ?? new ExpositionOptions()), this, new ExpositionMetrics(Meters), NullLogger<SeriesRegistry>.Instance);

    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public SeriesRegistry Registry { get; }

    public override DateTimeOffset GetUtcNow() => _now;

    public void Wait(TimeSpan time) => _now += time;

    public static Source Sender(string service, string instance = "0", params (string Key, string Value)[] more) => new(
    [
        new("service.namespace", AnyValue.Of("suite")), new("service.name", AnyValue.Of(service)), new("service.instance.id", AnyValue.Of(instance)),
        .. Attributes(more),
    ]);

    public static KeyValue[] Attributes(params (string Key, string Value)[] pairs) =>
        [.. pairs.Select(pair => new KeyValue(pair.Key, AnyValue.Of(pair.Value)))];

    public static Metric Gauge(string name, params Point[] points) => new() { Name = name, Description = "A gauge.", Kind = MetricKind.Gauge, Points = points };

    public static Metric Counter(string name, Temporality temporality, params Point[] points) => new()
    {
        Name = name, Description = "A counter.", Kind = MetricKind.Sum, IsMonotonic = true, Temporality = temporality, Points = points,
    };

    public static NumberPoint At(long time, double value, long start = 1, KeyValue[]? attributes = null, Exemplar[]? exemplars = null) =>
        new() { TimeNanos = time, StartNanos = start, Value = value, Attributes = attributes ?? [], Exemplars = exemplars ?? [] };

    /// <returns>How many points were refused.</returns>
    public int Take(Source source, params Metric[] metrics) => Registry.Take(new MetricGroup(source, AnyScope, metrics));

    public string Page(PageFormat format = PageFormat.Text)
    {
        using var output = new MemoryStream();
        Suite.Dashboard.Exposition.Page.WriteAsync(Registry, output, format, CancellationToken.None).GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>The samples of the page that begin with <paramref name="name"/>.</summary>
    public string[] Samples(string name, PageFormat format = PageFormat.Text) =>
        [.. Page(format).Split('\n').Where(line => line.StartsWith(name, StringComparison.Ordinal))];
}
