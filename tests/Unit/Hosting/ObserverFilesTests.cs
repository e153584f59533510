using System.Text.RegularExpressions;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Unit.Hosting;

/// <summary>The files of observability and the AppHost that names them say the same.</summary>
public sealed partial class ObserverFilesTests
{
    private static readonly string AppHost = Read("AppHost/AppHost.cs");

    [Fact]
    public void The_collector_in_its_container_listens_on_the_ports_that_the_AppHost_opens()
    {
        var opened = Ports(CollectorPort().Matches(AppHost));

        Assert.Equal(["4317", "4318", "8889"], opened);
        Assert.Equal(opened, Ports(Listening().Matches(Read("observability/collector.yaml"))));
    }

    [Fact]
    public void The_collector_knows_its_settings_by_the_names_that_the_AppHost_gives()
    {
        var wanted = Variable().Matches(Read("observability/collector.yaml")).Select(match => match.Groups[1].Value).Distinct().Order();

        Assert.Equal(["OTEL_EXPORTER_OTLP_ENDPOINT", "OTLP_API_KEY"], wanted);
        Assert.Contains("\"OTLP_API_KEY\"", AppHost);
        Assert.Contains(".WithOtlpExporter()", AppHost);
    }

    [Fact]
    public void Prometheus_scrapes_the_collector_by_its_name_and_keeps_what_it_read_for_fifteen_days()
    {
        Assert.Contains("\"otel-collector:8889\"", Read("observability/prometheus.yml"));
        Assert.Contains("AddContainer(\"otel-collector\"", AppHost);
        Assert.Contains("--storage.tsdb.retention.time=15d", AppHost);
    }

    private static string[] Ports(MatchCollection matches) => [.. matches.Select(match => match.Groups[1].Value).Order()];

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    [GeneratedRegex(@"targetPort: (\d+), name: ""(?:otlp-grpc|otlp-http|exposition)""")]
    private static partial Regex CollectorPort();

    [GeneratedRegex(@"endpoint: 0\.0\.0\.0:(\d+)")]
    private static partial Regex Listening();

    [GeneratedRegex(@"\$\{env:(\w+)\}")]
    private static partial Regex Variable();
}
