using System.Text;
using Suite.Captioning;
using Xunit;

namespace Suite.Tests.Unit.Captioning;

public class ClientMessageTests
{
    private static readonly Guid Wanted = new("0197a000-0000-7000-8000-000000000001");
    private static readonly Guid Other = new("0197a000-0000-7000-8000-000000000002");

    private readonly BatchFilter _filter = new();

    [Fact]
    public void A_client_hears_of_all_jobs_until_it_names_some_and_of_all_again_when_it_names_none()
    {
        Assert.True(Hears(Other));

        Assert.IsType<Subscribed>(Say($$$"""{"type":"SUBSCRIBE","data":{"jobIds":["{{{Wanted}}}"]}}"""));
        Assert.True(Hears(Wanted));
        Assert.False(Hears(Other));

        Assert.IsType<Subscribed>(Say("""{"type":"SUBSCRIBE"}"""));
        Assert.True(Hears(Other));
    }

    [Fact]
    public void A_new_order_is_heard_by_whoever_hears_of_one_of_its_jobs()
    {
        _filter.Set([Wanted]);

        Assert.True(_filter.LetsPass(new QueueReordered([Other, Wanted])));
        Assert.False(_filter.LetsPass(new QueueReordered([Other])));
        Assert.True(_filter.LetsPass(new SocketError("for everybody")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ping")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"ping"}""")]
    [InlineData("""{"type":["PING"]}""")]
    [InlineData("""{"type":"SUBSCRIBE","data":[]}""")]
    [InlineData("""{"type":"SUBSCRIBE","data":{"jobIds":"all"}}""")]
    [InlineData("""{"type":"SUBSCRIBE","data":{"jobIds":[7]}}""")]
    public void Nonsense_is_answered_with_an_error_and_changes_nothing(string text)
    {
        _filter.Set([Wanted]);

        Assert.IsType<SocketError>(Say(text));
        Assert.False(Hears(Other));
    }

    private BatchMessage Say(string text) => ClientMessage.Answer(Encoding.UTF8.GetBytes(text), _filter, TimeProvider.System);

    private bool Hears(Guid jobId) => _filter.LetsPass(new JobCreated(jobId, 0));
}
