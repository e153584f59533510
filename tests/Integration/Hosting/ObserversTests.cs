using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Suite.Hosting;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Testing;
using Suite.Tests.Integration.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Integration.Hosting;

/// <summary>The collector, Prometheus and Grafana of an application, without containers.</summary>
public sealed partial class ObserversTests
{
    private const string Key = "the key of the hub";
    private static readonly string Native = $"--Suite:Native={Suite.Testing.Repository.Root}/hosting/native";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_dashboard_the_collector_is_a_process_that_knows_its_key()
    {
        await using var app = await TestApp.StartAsync(builder => AddCollector(builder));
        await app.ResourceNotifications.WaitForResourceHealthyAsync("otel-collector", Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(app, key: "another"));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(app, Key));
    }

    [Fact]
    public async Task With_a_dashboard_the_collector_is_a_part_of_it()
    {
        await using var app = await TestApp.StartAsync(
            builder => AddCollector(builder), new DistributedApplicationTestingBuilderOptions { EnableDashboard = true });

        await app.ResourceNotifications.WaitForResourceHealthyAsync("otel-collector", Cancel);
        var dashboard = await app.GetDashboardUrlAsync(Cancel);

        Assert.Equal(HttpStatusCode.OK, await SendAsync(app, Key));
        using var pages = new HttpClient { BaseAddress = dashboard };
        Assert.Equal(HttpStatusCode.OK, (await pages.GetAsync("/alive", Cancel)).StatusCode);

        await app.ResourceCommands.ExecuteCommandAsync("dashboard", KnownResourceCommands.StopCommand);
        await app.UntilStateAsync("dashboard", KnownResourceStates.Exited);
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(app, Key));
    }

    [Fact]
    public async Task A_collector_in_a_container_is_told_where_the_dashboard_listens_for_what_it_passes_on()
    {
        // Stands for the runtime: it writes down the environment that the container would have.
        var folder = Directory.CreateTempSubdirectory("suite-runtime-").FullName;
        var runtime = Path.Combine(folder, "podman");
        await File.WriteAllTextAsync(runtime, """
            #!/bin/sh
            here=$(dirname "$0")
            case $1 in
              run) echo $$ > "$here/pid"; env > "$here/environment.new"; mv "$here/environment.new" "$here/environment"; exec sleep 1000 ;;
              stop) kill "$(cat "$here/pid")" ;;
            esac
            """, Cancel);
        using (var chmod = Process.Start("chmod", ["+x", runtime]))
            await chmod.WaitForExitAsync(Cancel);
        await using (var app = await TestApp.StartAsync(
            builder => AddCollector(builder), new DistributedApplicationTestingBuilderOptions { EnableDashboard = true }, $"--Suite:Launcher={runtime}"))
        {
            await app.GetDashboardUrlAsync(Cancel);
            await Eventually.TrueAsync(() => Task.FromResult(File.Exists(Path.Combine(folder, "environment"))));
            var given = await File.ReadAllLinesAsync(Path.Combine(folder, "environment"), Cancel);

            var address = new Uri(Assert.Single(given, line => line.StartsWith("OTEL_EXPORTER_OTLP_ENDPOINT=", StringComparison.Ordinal)).Split('=')[1]);
            Assert.Equal("host.containers.internal", address.Host);
            Assert.Contains($"OTLP_API_KEY={Key}", given);
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", address.Port, Cancel);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_test_that_asks_for_no_dashboard_has_none()
    {
        await using var app = await TestApp.StartAsync(builder => builder.AddShell("service", "sleep 1000"));

        await Assert.ThrowsAsync<ArgumentException>(() => app.GetDashboardUrlAsync(Cancel));
    }

    [Fact]
    public async Task Prometheus_runs_with_the_containers_files_finds_everybody_on_this_machine_and_has_its_pages()
    {
        var folder = Directory.CreateTempSubdirectory("suite-files-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "prometheus.yml"), """
            global: { scrape_interval: 200ms, scrape_timeout: 200ms }
            rule_files: [rules/*.yml]
            scrape_configs: [{ job_name: suite, metrics_path: /metrics, static_configs: [{ targets: ["otel-collector:8889"] }] }]
            """, Cancel);
        Directory.CreateDirectory(Path.Combine(folder, "rules"));
        await File.WriteAllTextAsync(Path.Combine(folder, "rules", "one.yml"), """
            groups: [{ name: one, interval: 200ms, rules: [{ record: "suite:up", expr: 'up{job="suite"}' }] }]
            """, Cancel);
        await using var app = await TestApp.StartAsync(
            builder => builder.AddContainer("prometheus", "prom/prometheus", "v3.5.0")
                .WithContainerFiles("/etc/prometheus", folder)
                .WithVolume("prometheus", "/prometheus")
                .WithArgs("--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus")
                .WithArgs("--web.external-url=/prometheus", "--web.route-prefix=/prometheus")
                .WithHttpEndpoint(targetPort: 9090)
                .WithHttpHealthCheck("/prometheus/-/ready")
                .WaitFor(AddCollector(builder)),
            Native);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("prometheus", Cancel);

        using var prometheus = app.CreateHttpClient("prometheus");
        var target = $"127.0.0.1:{app.GetEndpoint("otel-collector", "exposition").Port}";
        await Eventually.TrueAsync(
            async () => (await prometheus.GetStringAsync("/prometheus/api/v1/query?query=suite:up==1", Cancel)).Contains(target, StringComparison.Ordinal),
            withinSeconds: 60);
        var page = await prometheus.GetStringAsync("/prometheus/graph", Cancel);
        var parts = PartOfPage().Matches(page).Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(parts);
        foreach (var part in parts)
            Assert.Equal(HttpStatusCode.OK, (await prometheus.GetAsync(part, Cancel)).StatusCode);

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_suites_own_configuration_of_Prometheus_is_in_order()
    {
        var verdict = await Suite.Testing.Promtool.CheckConfigAsync(Path.Combine(Suite.Testing.Repository.Root, "observability", "prometheus.yml"));

        Assert.True(verdict.Passed, verdict.Output);
    }

    [Fact]
    public async Task Where_Grafana_is_not_installed_its_place_is_told_and_nobody_is_kept_waiting()
    {
        Assert.SkipWhen(Suite.Hosting.Launchers.CommandPath.TryFind("grafana-server") is not null, "This machine has Grafana.");
        await using var app = await TestApp.StartAsync(builder => builder.AddContainer("grafana", "grafana/grafana").WithHttpEndpoint(targetPort: 3000));

        var skipped = await app.UntilStateAsync("grafana", "Skipped");

        Assert.Contains("Operations page draws the same dashboards", skipped.Snapshot.Reason);
    }

    [GeneratedRegex("(?:src|href)=\"(/prometheus/[^\"]*/static/[^\"]+)\"")]
    private static partial Regex PartOfPage();

    private static IResourceBuilder<ContainerResource> AddCollector(IDistributedApplicationBuilder builder) =>
        builder.AddContainer("otel-collector", "otel/opentelemetry-collector-contrib")
            .WithEnvironment("OTLP_API_KEY", builder.AddParameter("otlp-api-key", Key, secret: true))
            .WithOtlpExporter()
            .WithHttpEndpoint(targetPort: 4317, name: "otlp-grpc")
            .WithHttpEndpoint(targetPort: 4318, name: "otlp-http")
            .WithHttpEndpoint(targetPort: 8889, name: "exposition")
            .WithHttpHealthCheck("/metrics", endpointName: "exposition");

    private static async Task<HttpStatusCode> SendAsync(DistributedApplication app, string key)
    {
        using var hub = app.CreateHttpClient("otel-collector", "otlp-http");
        hub.DefaultRequestHeaders.Add("x-otlp-api-key", key);
        using var empty = new StringContent("""{"resourceMetrics":[]}""", System.Text.Encoding.UTF8, "application/json");
        return (await hub.PostAsync("/v1/metrics", empty, Cancel)).StatusCode;
    }
}
