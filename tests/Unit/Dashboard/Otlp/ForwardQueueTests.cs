using Suite.Dashboard.Hub.Forward;
using Suite.Dashboard.Otlp.Protobuf;
using Xunit;

namespace Suite.Tests.Unit.Dashboard.Otlp;

public sealed class ForwardQueueTests
{
    [Fact]
    public void What_waits_is_bounded_by_number_and_by_bytes_until_it_leaves()
    {
        var queue = new ForwardQueue(new(Items: 10, Bytes: 1000));

        Assert.True(queue.TryAdd(new(1, 900), _ => { }));
        Assert.False(queue.TryAdd(new(1, 200), _ => { }));
        Assert.False(queue.TryAdd(new(10, 10), _ => { }));
        var load = queue.Next(new ProtoWriter(), max: 100);
        Assert.False(queue.TryAdd(new(1, 200), _ => { }));
        queue.Leave(load);

        Assert.Equal(new Load(1, 900), load);
        Assert.True(queue.TryAdd(new(1, 200), _ => { }));
    }
}
