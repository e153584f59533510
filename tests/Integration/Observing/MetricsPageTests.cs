using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Suite.Backend;
using Suite.Gateway;
using Suite.ModelGateway;
using Suite.ServiceDefaults;
using Suite.Testing;
using Suite.Tests.Integration.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Integration.Observing;

/// <summary>Holds docs/metrics.md to what the processes register.</summary>
public class MetricsPageTests
{
    private static readonly Lazy<Task<List<Metric>>> Registered = new(RegisteredAsync);
    private static readonly Dictionary<string, string> Suffixes = new() { ["s"] = "_seconds", ["By"] = "_bytes", ["1"] = "_ratio" };

    [Fact]
    public async Task Every_metric_of_ours_is_on_the_page_with_its_unit_kind_and_Prometheus_name()
    {
        var registered = await Registered.Value;
        var page = PageRows();

        Assert.True(registered.Count > 60, $"Only {registered.Count} metrics were found.");
        var wrong = registered.Where(metric => !page.Contains(metric)).ToList();
        Assert.True(wrong.Count == 0, $"Not on docs/metrics.md, or otherwise:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public async Task Nothing_is_on_the_page_that_is_not_measured()
    {
        var registered = (await Registered.Value).Select(metric => metric.Name).ToHashSet();

        // The hub's are held to it by the hub's own tests.
        var gone = PageRows().Select(row => row.Name).Where(name => !name.StartsWith("suite.otlp.", StringComparison.Ordinal) && !registered.Contains(name));

        Assert.Empty(gone);
    }

    private static HashSet<Metric> PageRows() =>
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs/metrics.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            // Ours have seven columns; the framework's name their meter first.
            .Where(cells => cells.Length == 8 && cells[1].StartsWith('`'))
            .Select(cells => new Metric(cells[1].Trim('`'), cells[2].Trim('`'), cells[3], cells[4])),
    ];

    private static async Task<List<Metric>> RegisteredAsync()
    {
        await using var backend = BackendHost.Build([.. TestHost.Arguments, "--ConnectionStrings:suitedb=Host=nowhere", "--ConnectionStrings:redis=127.0.0.1:1"]);
        await using var models = Built(builder => builder.AddModelGateway(), app => app.MapModelGateway());
        await using var gateway = Built(builder => builder.AddGateway(), app => app.UseGateway());
        // Other tests' hosts register theirs meanwhile.
        var found = new ConcurrentQueue<Metric>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name.StartsWith("Suite.", StringComparison.Ordinal) && instrument.Meter.Name != "Suite.Otlp")
                    found.Enqueue(MetricOf(instrument));
            },
        };
        foreach (var host in new[] { backend, models, gateway })
        {
            Make(host.Services);
            host.Services.GetServices<IHealthCheckPublisher>();
        }

        listener.Start();
        return [.. found.Distinct()];
    }

    private static WebApplication Built(Action<WebApplicationBuilder> configure, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateBuilder(TestHost.Arguments);
        builder.AddServiceDefaults();
        configure(builder);
        var app = builder.Build();
        map(app);
        return app;
    }

    /// <summary>Whatever registers metrics does so in its constructor, or as a static of its type.</summary>
    private static void Make(IServiceProvider services)
    {
        foreach (var type in Suites().SelectMany(assembly => assembly.GetTypes()).Where(type => type.FullName!.StartsWith("Suite.", StringComparison.Ordinal)))
        {
            if (type.GetFields(BindingFlags.Static | BindingFlags.NonPublic).Any(field => field.FieldType == typeof(Meter)))
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            var makes = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public)
                .Any(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(IMeterFactory)))
                || type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Any(field => field.FieldType == typeof(Meter));
            if (makes)
                services.GetService(type);
        }
    }

    private static IEnumerable<Assembly> Suites() => typeof(BackendHost).Assembly.GetReferencedAssemblies()
        .Where(name => name.Name!.StartsWith("Suite.", StringComparison.Ordinal))
        .Select(Assembly.Load)
        .Concat([typeof(ModelsOptions).Assembly, typeof(GatewayOptions).Assembly]);

    private static Metric MetricOf(Instrument instrument)
    {
        var kind = instrument.GetType().Name.Split('`')[0] switch
        {
            "Counter" or "ObservableCounter" => "counter",
            "UpDownCounter" or "ObservableUpDownCounter" => "up-down counter",
            "Histogram" => "histogram",
            _ => "gauge",
        };
        var suffix = instrument.Unit is { } unit ? Suffixes.GetValueOrDefault(unit, "") : "";
        var name = instrument.Name.Replace('.', '_');
        if (!name.EndsWith(suffix, StringComparison.Ordinal))
            name += suffix;
        return new Metric(instrument.Name, kind == "counter" ? $"{name}_total" : name, kind, instrument.Unit ?? "");
    }

    private sealed record Metric(string Name, string Prometheus, string Kind, string Unit);
}
