using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Suite.ModelGateway.Providers;
using Suite.ModelGateway.Wire;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Wire;

public sealed class WireChatClientTests
{
    [Theory]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":"none"}""")]
    [InlineData("""{"id":7,"choices":[{"message":{"content":[1]}}],"usage":{"prompt_tokens":"many"}}""")]
    public async Task An_answer_of_another_shape_says_nothing(string answer)
    {
        using var guard = new ProviderGuard(new ProviderOptions(), TimeProvider.System);
        var provider = new ModelProvider("odd", "model", "m", new Says(answer), null, null, guard);
        using var client = new WireChatClient(new GuardedChat(new Choice(provider, "m")));

        var response = await client.GetResponseAsync([new ChatMessage(ChatRole.User, "Hi.")], null, TestContext.Current.CancellationToken);

        Assert.Equal(("", null), (response.Text, response.Usage?.InputTokenCount));
    }

    private sealed class Says(string answer) : IWireChat
    {
        public Task<WireReply> SendAsync(JsonObject body, CancellationToken cancel) =>
            Task.FromResult(new WireReply(new MemoryStream(Encoding.UTF8.GetBytes(answer))));
    }
}
