using Microsoft.AspNetCore.Http;
using Suite.Gateway.Sessions;
using Xunit;

namespace Suite.Tests.Unit.Gateway;

public sealed class CredentialTests
{
    private readonly HttpRequest _request = new DefaultHttpContext().Request;

    [Fact]
    public void A_key_is_taken_before_a_cookie_because_somebody_put_it_there_on_purpose()
    {
        _request.Headers["X-Api-Key"] = "key";
        _request.Headers.Cookie = "suite_session=session";

        Assert.Equal(new Credential(false, "key"), Credential.Of(_request));
    }

    [Fact]
    public void Basic_authorization_is_none_of_ours()
    {
        _request.Headers.Authorization = "Basic YTpi";

        Assert.Null(Credential.Of(_request));
        Credential.RemoveFrom(_request);
        Assert.Equal("Basic YTpi", _request.Headers.Authorization);
    }

    [Fact]
    public void A_key_and_a_cookie_of_the_same_value_are_remembered_apart() =>
        Assert.NotEqual(new Credential(false, "x").Fingerprint(), new Credential(true, "x").Fingerprint());
}
