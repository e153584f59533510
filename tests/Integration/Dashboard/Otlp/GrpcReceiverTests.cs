using Suite.Dashboard.Hub;
using Xunit;
using static Suite.Tests.Integration.Dashboard.Otlp.TestHub;

namespace Suite.Tests.Integration.Dashboard.Otlp;

public sealed class GrpcReceiverTests
{
    private const string Ok = "0", InvalidArgument = "3", ResourceExhausted = "8", Unimplemented = "12", Unavailable = "14", Unauthenticated = "16";

    private readonly Recorder _recorder = new();

    [Fact]
    public async Task A_call_is_taken_and_answered_with_an_empty_message()
    {
        await using var hub = await StartAsync(_recorder);

        var (code, _, body) = await hub.CallAsync(Frame(Requests.Traces()));

        Assert.Equal(Ok, code);
        Assert.Equal([0, 0, 0, 0, 0], body);
        Assert.Single(_recorder.Spans);
        Assert.Equal(1, hub.Count("suite.otlp.received traces grpc"));
    }

    [Fact]
    public async Task Gzip_is_spoken_and_nothing_else()
    {
        await using var hub = await StartAsync(_recorder);

        var gzip = await hub.CallAsync(Frame(Gzip(Requests.Traces()), compressed: true), headers: ("grpc-encoding", "gzip"));
        var snappy = await hub.CallAsync(Frame(Requests.Traces(), compressed: true), headers: ("grpc-encoding", "snappy"));

        Assert.Equal((Ok, Unimplemented), (gzip.Code, snappy.Code));
        Assert.Single(_recorder.Spans);
    }

    [Fact]
    public async Task Another_method_is_unimplemented()
    {
        await using var hub = await StartAsync(_recorder);

        Assert.Equal(Unimplemented, (await hub.CallAsync(Frame([]), "/opentelemetry.proto.collector.profiles.v1.ProfilesService/Export")).Code);
    }

    [Fact]
    public async Task Only_who_shows_the_key_may_call()
    {
        await using var hub = await StartAsync(_recorder, ("Otlp:ApiKey", "s3cret"));

        Assert.Equal(Unauthenticated, (await hub.CallAsync(Frame(Requests.Traces()))).Code);
        Assert.Equal(Ok, (await hub.CallAsync(Frame(Requests.Traces()), headers: ("authorization", "Bearer s3cret"))).Code);
    }

    public static TheoryData<byte[], string> Broken => new()
    {
        { [], "ended before the 5 bytes" },
        { [0, 0], "ended before the 5 bytes" },
        { Frame(Requests.Traces(), length: 1_000), "ended after" },
        { [.. Frame([]), .. Frame([])], "more than one message" },
        { Frame([1, 2, 3]), "At byte " },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_frame_that_is_cut_short_or_wrong_is_an_invalid_argument(byte[] frame, string what)
    {
        await using var hub = await StartAsync(_recorder);

        var (code, message, _) = await hub.CallAsync(frame);

        Assert.Equal(InvalidArgument, code);
        Assert.Contains(what, message, StringComparison.Ordinal);
        Assert.Equal(0, hub.Get<InFlight>().Bytes);
    }

    [Fact]
    public async Task A_message_beyond_the_limit_exhausts_a_resource_also_when_it_is_folded()
    {
        await using var hub = await StartAsync(_recorder, ("Otlp:MaxBodyBytes", "1000000"));

        var large = await hub.CallAsync(Frame([], length: 1_000_001));
        var bomb = await hub.CallAsync(Frame(Gzip(new byte[20_000_000]), compressed: true), headers: ("grpc-encoding", "gzip"));

        Assert.Equal((ResourceExhausted, ResourceExhausted), (large.Code, bomb.Code));
        Assert.Equal(0, hub.Get<InFlight>().Bytes);
    }

    [Fact]
    public async Task When_the_hub_has_its_hands_full_it_is_unavailable_which_senders_try_again()
    {
        await using var hub = await StartAsync(_recorder, ("Otlp:MaxInFlightBytes", "2000"));

        Assert.Equal(Unavailable, (await hub.CallAsync(Frame(new byte[5_000]))).Code);
    }
}
