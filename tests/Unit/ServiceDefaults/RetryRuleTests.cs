using System.Net;
using Polly;
using Suite.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Unit.ServiceDefaults;

public sealed class RetryRuleTests
{
    [Theory]
    [InlineData("GET", 503, true)]
    [InlineData("PUT", 502, true)]
    [InlineData("GET", 500, false)]
    [InlineData("GET", 404, false)]
    [InlineData("POST", 503, false)]
    [InlineData("PATCH", 504, false)]
    public void An_answer_is_asked_for_again_only_when_it_may_pass_and_repeats_nothing(string method, int status, bool again)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "http://backend/");
        using var response = new HttpResponseMessage((HttpStatusCode)status);

        Assert.Equal(again, RetryRule.Allows(request, Outcome.FromResult(response)));
    }

    [Theory]
    [InlineData("POST", HttpRequestError.ConnectionError, true)]
    [InlineData("POST", HttpRequestError.ResponseEnded, false)]
    [InlineData("GET", HttpRequestError.ResponseEnded, true)]
    public void A_failure_before_anything_was_sent_may_always_be_tried_again(string method, HttpRequestError error, bool again)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "http://backend/");

        Assert.Equal(again, RetryRule.Allows(request, Outcome.FromException<HttpResponseMessage>(new HttpRequestException(error))));
    }

    [Fact]
    public void A_stream_cannot_be_sent_twice()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "http://backend/") { Content = new StreamContent(Stream.Null) };
        using var response = new HttpResponseMessage(HttpStatusCode.BadGateway);

        Assert.False(RetryRule.Allows(request, Outcome.FromResult(response)));
    }
}
