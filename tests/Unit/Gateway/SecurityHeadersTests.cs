using Suite.Gateway.Protection;
using Xunit;

namespace Suite.Tests.Unit.Gateway;

public sealed class SecurityHeadersTests
{
    [Fact]
    public void Inline_scripts_run_only_where_vite_needs_them()
    {
        Assert.Contains("script-src 'self';", SecurityHeaders.PagePolicy(vite: false), StringComparison.Ordinal);
        Assert.Contains("script-src 'self' 'unsafe-inline';", SecurityHeaders.PagePolicy(vite: true), StringComparison.Ordinal);
    }
}
