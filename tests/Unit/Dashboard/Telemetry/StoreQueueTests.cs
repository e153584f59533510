using Microsoft.Extensions.Options;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry;
using Xunit;

namespace Suite.Tests.Unit.Dashboard.Telemetry;

public sealed class StoreQueueTests
{
    private static readonly string Long = new('x', 100_000);
    private static readonly Source Nobody = new([]);
    private static readonly Scope Nothing = new("", "", []);

    [Fact]
    public void Long_names_and_messages_take_room_like_long_values()
    {
        var queue = new StoreQueue(Options.Create(new TelemetryOptions { QueueMegabytes = 1 }));

        Assert.Equal(10, queue.Take(Traces(new Span { Name = Long })));
        Assert.Equal(10, queue.Take(Traces(new Span { StatusMessage = Long })));
        Assert.Equal(10, queue.Take(Traces(new Span { Attributes = [new(Long, AnyValue.Of(1L))] })));
        Assert.Equal(10, queue.Take(Traces(new Span { Events = [new(0, Long, [])] })));
        Assert.Equal(0, queue.Take(Traces(new Span { Name = "short" })));
    }

    private static TracesData Traces(Span span) => new([new SpanGroup(Nobody, Nothing, [.. Enumerable.Repeat(span, 10)])]);
}
