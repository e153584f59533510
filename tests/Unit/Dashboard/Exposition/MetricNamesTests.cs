using Suite.Dashboard.Exposition;
using Suite.Dashboard.Otlp;
using Xunit;

namespace Suite.Tests.Unit.Dashboard.Exposition;

public sealed class MetricNamesTests
{
    [Theory]
    [InlineData("http.server.request.duration", "s", "http_server_request_duration_seconds")]
    [InlineData("dotnet.gc.heap.total_allocated", "By", "dotnet_gc_heap_total_allocated_bytes")]
    [InlineData("http.server.active_requests", "{request}", "http_server_active_requests")]
    [InlineData("disk.io", "By/s", "disk_io_bytes_per_second")]
    [InlineData("queue.rate", "{item}/min", "queue_rate_per_minute")]
    [InlineData("memory.used_bytes", "By", "memory_used_bytes")]
    [InlineData("cpu.utilization", "1", "cpu_utilization_ratio")]
    [InlineData("load", "%", "load_percent")]
    [InlineData("widgets", "widgets", "widgets")]
    [InlineData("2nd.try", "", "_2nd_try")]
    [InlineData("(lambda).function(#)", "", "_lambda_function_")]
    [InlineData("größe", "", "gr_e")]
    [InlineData("", "", "_")]
    public void A_name_has_the_characters_that_Prometheus_takes_and_its_unit_in_words(string name, string unit, string expected) =>
        Assert.Equal(expected, MetricShape.Of(new Metric { Name = name, Unit = unit, Kind = MetricKind.Gauge }).Name);

    [Theory]
    [InlineData("requests", "{request}", "requests")]
    [InlineData("requests.total", "{request}", "requests")]
    [InlineData("cpu.time.total", "s", "cpu_time_seconds")]
    [InlineData("done", "1", "done")]
    public void A_counter_has_no_total_in_its_family_and_no_ratio(string name, string unit, string expected)
    {
        var shape = MetricShape.Of(new Metric { Name = name, Unit = unit, Kind = MetricKind.Sum, IsMonotonic = true });

        Assert.Equal((expected, FamilyKind.Counter), (shape.Name, shape.Kind));
    }

    [Fact]
    public void What_rises_and_falls_is_a_gauge_and_no_ratio()
    {
        var shape = MetricShape.Of(new Metric { Name = "clients", Unit = "1", Kind = MetricKind.Sum });

        Assert.Equal(("clients", FamilyKind.Gauge), (shape.Name, shape.Kind));
    }

    [Theory]
    [InlineData("http.route", "http_route")]
    [InlineData("9lives", "key_9lives")]
    [InlineData("__name__", "_name_")]
    [InlineData("a::b", "a_b")]
    public void A_label_never_begins_as_Prometheus_keeps_for_itself(string key, string expected) =>
        Assert.Equal(expected, MetricNames.CleanLabel(key));
}
