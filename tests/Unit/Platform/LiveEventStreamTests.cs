using System.IO.Pipelines;
using System.Text;
using Suite.Platform;
using Xunit;

namespace Suite.Tests.Unit.Platform;

public class LiveEventStreamTests
{
    private readonly Pipe _pipe = new();

    [Fact]
    public async Task A_message_is_an_event_with_its_number_and_its_topic()
    {
        await new LiveEventStream(_pipe.Writer).SendAsync(new LiveMessage(7, "tests.thing", DateTimeOffset.UnixEpoch, "{}"u8));

        Assert.Equal(
            """
            id: 7
            event: tests.thing
            data: {"seq":7,"topic":"tests.thing","at":"1970-01-01T00:00:00+00:00","payload":{}}


            """,
            await WrittenAsync());
    }

    [Fact]
    public async Task A_sign_of_life_tells_a_browser_how_far_it_has_come_and_is_no_event()
    {
        await new LiveEventStream(_pipe.Writer).PingAsync(12);

        Assert.Equal(": still here\nid: 12\n\n", await WrittenAsync());
    }

    private async Task<string> WrittenAsync() => Encoding.UTF8.GetString((await _pipe.Reader.ReadAsync()).Buffer.FirstSpan);
}
