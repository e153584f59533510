using Suite.Platform;
using Xunit;

namespace Suite.Tests.Unit.Platform;

public class LiveWindowTests
{
    private static readonly byte[] Nothing = "{}"u8.ToArray();

    [Fact]
    public void It_gives_what_comes_after_a_number_that_it_covers()
    {
        var window = LiveWindow.StartingAfter(7).With(Messages(8, 12));

        Assert.Equal([10, 11, 12], window.After(9)!.Select(message => message.Seq));
        Assert.Equal([8, 9, 10, 11, 12], window.After(7)!.Select(message => message.Seq));
        Assert.Empty(window.After(12)!);
    }

    [Fact]
    public void It_knows_nothing_of_what_came_before_it() => Assert.Null(LiveWindow.StartingAfter(7).With(Messages(8, 12)).After(6));

    [Fact]
    public void A_number_that_is_ahead_of_it_waits_but_is_not_covered()
    {
        var window = LiveWindow.StartingAfter(7);

        Assert.Empty(window.After(9)!);
        Assert.False(window.Covers(9));
    }

    [Fact]
    public void After_a_gap_only_what_comes_behind_it_is_held()
    {
        var window = LiveWindow.StartingAfter(0).With(Messages(1, 3)).With(Messages(6, 7));

        Assert.Null(window.After(3));
        Assert.Equal([6, 7], window.After(5)!.Select(message => message.Seq));
    }

    [Fact]
    public void It_holds_a_thousand_messages()
    {
        var window = LiveWindow.StartingAfter(0).With(Messages(1, 900)).With(Messages(901, 1_500));

        Assert.Null(window.After(499));
        Assert.Equal(1_000, window.After(500)!.Count);
    }

    [Fact]
    public void It_holds_eight_megabytes_and_the_newest_in_any_case()
    {
        var large = new byte[3 * 1024 * 1024];
        var window = LiveWindow.StartingAfter(0).With(Messages(1, 5, Quoted(large)));

        Assert.Null(window.After(2));
        Assert.Equal([4, 5], window.After(3)!.Select(message => message.Seq));
    }

    [Fact]
    public void Messages_are_written_and_read_once_for_all()
    {
        var at = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
        var message = new LiveMessage(3, "tests.thing-happened", at, """{"number":4}"""u8);

        Assert.Equal(
            """{"seq":3,"topic":"tests.thing-happened","at":"2026-11-22T10:00:00+00:00","payload":{"number":4}}""",
            System.Text.Encoding.UTF8.GetString(message.Frame.Span));
        Assert.Equal(4, message.Payload.GetProperty("number").GetInt32());
        Assert.Same(message.Read<Thing>(), message.Read<Thing>());
        Assert.Equal(4, message.Read<Thing>().Number);
    }

    private static List<LiveMessage> Messages(int from, int to, byte[]? payload = null) =>
        [.. Enumerable.Range(from, to - from + 1).Select(seq => new LiveMessage(seq, "tests.thing", default, payload ?? Nothing))];

    private static byte[] Quoted(byte[] text)
    {
        text.AsSpan().Fill((byte)'x');
        text[0] = text[^1] = (byte)'"';
        return text;
    }

    private sealed record Thing(int Number);
}
