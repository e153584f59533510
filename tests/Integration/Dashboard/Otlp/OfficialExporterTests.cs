using System.Diagnostics;
using OpenTelemetry.Exporter;
using Suite.Dashboard.Otlp;
using Suite.Testing;
using Suite.Tests.Integration.Dashboard.Exposition;
using Xunit;

namespace Suite.Tests.Integration.Dashboard.Otlp;

/// <summary>What others send with: the official exporters of .NET and JavaScript, over each of their protocols.</summary>
public sealed class OfficialExporterTests
{
    private const string Key = "key of the test";

    private readonly Recorder _recorder = new();

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task The_dotnet_exporter_delivers_traces_metrics_and_logs(OtlpExportProtocol protocol)
    {
        await using var hub = await TestHub.StartAsync(_recorder, ("Otlp:ApiKey", Key));

        Assert.True(DotnetSender.Send(protocol, protocol == OtlpExportProtocol.Grpc ? hub.Grpc : hub.Http, Key));

        var (pay, source, scope) = _recorder.Spans.Single(item => item.Span.Name == "pay");
        var checkout = _recorder.Spans.Single(item => item.Span.Name == "checkout").Span;
        Assert.Equal(("dotnet", $"Suite.Tests.Exporter.{protocol}", "1.0"), (source.Service, scope.Name, scope.Version));
        Assert.Equal((checkout.TraceId, checkout.SpanId, SpanKind.Client), (pay.TraceId, pay.ParentId, pay.Kind));
        Assert.Equal((StatusCode.Error, "no money"), (pay.Status, pay.StatusMessage));
        Assert.Equal("card refused", Assert.Single(pay.Events).Name);
        Assert.InRange(pay.EndNanos, pay.StartNanos, pay.StartNanos + 60_000_000_000);

        AssertMetrics();
        Assert.Equal(pay.TraceId, Assert.Single(MetricOf("price").Points[0].Exemplars).TraceId);

        var record = Assert.Single(_recorder.Records).Record;
        Assert.Equal((17, pay.TraceId, pay.SpanId), (record.Severity, record.TraceId, record.SpanId));
        Assert.Equal("Card {Card} refused", record.Body.Text);
        Assert.Contains(new KeyValue("Card", AnyValue.Of("visa")), record.Attributes);
    }

    [Fact]
    public async Task What_the_dotnet_exporter_delivers_stands_on_the_page_for_Prometheus()
    {
        await using var hub = await ExposingHub.StartAsync();
        using var client = new HttpClient { BaseAddress = hub.Address };

        Assert.True(DotnetSender.Send(OtlpExportProtocol.HttpProtobuf, hub.Receiver, Key));
        var verdict = await Promtool.CheckMetricsAsync(await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken));
        client.DefaultRequestHeaders.Accept.ParseAdd("application/openmetrics-text");
        var page = (await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken)).Split('\n');

        Assert.True(verdict.Passed, verdict.Output);
        Assert.Contains(page, line => line.StartsWith("orders_total{country=\"de\",job=\"dotnet\"} 5 # {trace_id=", StringComparison.Ordinal));
        Assert.Contains("wait_seconds_count{job=\"dotnet\"} 4", page);
        Assert.Contains("wait_seconds_bucket{job=\"dotnet\",le=\"0.0\"} 1", page);
        Assert.Contains(page, line => line.StartsWith("price_bytes_bucket{job=\"dotnet\",le=\"10.0\"} 1 # {trace_id=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_outlives_its_hub_and_delivers_to_the_next()
    {
        var address = $"http://127.0.0.1:{ServerProcess.FreePort()}";
        using var service = new DotnetTracer(new Uri(address));

        await using (await TestHub.StartAsync(_recorder, ("Otlp:GrpcUrl", address)))
            service.Trace("with the hub");
        service.Trace("without");
        await using (await TestHub.StartAsync(_recorder, ("Otlp:GrpcUrl", address)))
            service.Trace("with the next hub");

        Assert.Equal(["with the hub", "with the next hub"], _recorder.Spans.Select(item => item.Span.Name));
    }

    [Theory]
    [InlineData("protobuf")]
    [InlineData("json")]
    [InlineData("grpc")]
    public async Task The_JavaScript_exporters_deliver_traces_metrics_and_logs(string format)
    {
        var exporters = await NativeSetup.PathOfAsync("otlp-exporters");
        await using var hub = await TestHub.StartAsync(_recorder, ("Otlp:ApiKey", Key));
        var address = format == "grpc" ? hub.Grpc : hub.Http;

        Assert.Equal("delivered", await NodeAsync(exporters, format, address.ToString().TrimEnd('/')));

        var (pay, source, scope) = _recorder.Spans.Single(item => item.Span.Name == "pay");
        var checkout = _recorder.Spans.Single(item => item.Span.Name == "checkout").Span;
        Assert.Equal(($"js-{format}", "one", "shop"), (source.Service, source.Instance, scope.Name));
        Assert.Equal((checkout.TraceId, checkout.SpanId, SpanKind.Client), (pay.TraceId, pay.ParentId, pay.Kind));
        Assert.Equal((StatusCode.Error, "no money"), (pay.Status, pay.StatusMessage));
        Assert.Equal(AnyValue.Of(51), Assert.Single(Assert.Single(pay.Events).Attributes).Value);
        Assert.Equal(checkout.SpanId, Assert.Single(pay.Links).SpanId);
        Assert.Equal("[a,b]", checkout.Attributes.Single(pair => pair.Key == "tags").Value.ToString());

        AssertMetrics();
        Assert.Equal(-2.5, Assert.IsType<NumberPoint>(MetricOf("stock").Points.Single()).Value);

        var record = Assert.Single(_recorder.Records).Record;
        Assert.Equal((17, "payment.refused", pay.TraceId), (record.Severity, record.EventName, record.TraceId));
        Assert.Equal("{text:refused,attempts:[1,2]}", record.Body.ToString());
    }

    private void AssertMetrics()
    {
        var orders = MetricOf("orders");
        Assert.Equal((MetricKind.Sum, Temporality.Cumulative, true, "{order}"), (orders.Kind, orders.Temporality, orders.IsMonotonic, orders.Unit));
        var point = Assert.IsType<NumberPoint>(orders.Points.Single());
        Assert.Equal((5, new KeyValue("country", AnyValue.Of("de"))), (point.Value, point.Attributes.Single()));

        var price = Assert.IsType<HistogramPoint>(MetricOf("price").Points.Single());
        Assert.Equal((1UL, 4.0, 4.0, 4.0), (price.Count, price.Sum, price.Min, price.Max));
        Assert.Equal([1.0, 10], price.Bounds);
        Assert.Equal([0UL, 1, 0], price.Buckets);

        var wait = Assert.IsType<ExponentialHistogramPoint>(MetricOf("wait").Points.Single());
        Assert.Equal((4UL, 1UL), (wait.Count, wait.ZeroCount));
        Assert.Equal(3, wait.Positive.Counts.Sum(count => (double)count));
        // The highest bucket that is not empty holds 4: base^i < 4 <= base^(i+1).
        var last = wait.Positive.Offset + Array.FindLastIndex(wait.Positive.Counts, count => count > 0);
        Assert.Equal(2, Math.Ceiling((last + 1) / Math.Pow(2, wait.Scale)), tolerance: 0.001);
    }

    // Exporters send metrics once more when they stop.
    private Metric MetricOf(string name) => _recorder.Metrics.First(item => item.Metric.Name == name).Metric;

    private static async Task<string> NodeAsync(string folder, string format, string address)
    {
        var start = new ProcessStartInfo("node", ["send.mjs", format, address, Key]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using var node = Process.Start(start)!;
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return output.Trim();
    }
}
