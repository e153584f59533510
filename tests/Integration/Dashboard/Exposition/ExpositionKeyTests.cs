using System.Net;
using Suite.Dashboard.Hub;
using Xunit;

namespace Suite.Tests.Integration.Dashboard.Exposition;

public sealed class ExpositionKeyTests
{
    [Fact]
    public async Task A_port_that_other_machines_reach_asks_for_the_key()
    {
        await using var hub = await ExposingHub.StartAsync(host: "0.0.0.0", key: "secret");

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(hub));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(hub, (ApiKey.Header, "wrong")));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(hub, (ApiKey.Header, "secret")));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(hub, ("Authorization", "Bearer secret")));
    }

    [Fact]
    public async Task A_port_of_this_machine_alone_asks_for_none()
    {
        await using var hub = await ExposingHub.StartAsync(key: "secret");

        Assert.Equal(HttpStatusCode.OK, await AskAsync(hub));
    }

    private static async Task<HttpStatusCode> AskAsync(ExposingHub hub, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{hub.Address.Port}/metrics");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
