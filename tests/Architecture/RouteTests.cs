using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Suite.Tests.Architecture;

public sealed class RouteTests : IAsyncDisposable
{
    /// <summary>The only routes that a stranger may call, each with its reason.</summary>
    private static readonly Dictionary<string, string> Open = new()
    {
        ["/health"] = "load balancers and the app host ask it",
        ["/alive"] = "load balancers and the app host ask it",
        ["POST /api/session"] = "signs in",
        ["POST /api/session/link"] = "signs in",
    };

    private readonly WebApplication _app = Hosts.Backend();

    [Fact]
    public void Nobody_gets_in_unless_a_route_says_so_and_is_listed_here()
    {
        var open = Routes().Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(Name).ToList();

        Assert.Equal(Open.Keys.Order(StringComparer.Ordinal), open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_route_that_says_nothing_asks_for_a_signed_in_caller()
    {
        var policies = _app.Services.GetRequiredService<IAuthorizationPolicyProvider>();

        var fallback = await policies.GetFallbackPolicyAsync();

        Assert.NotEmpty(Routes());
        Assert.NotNull(fallback);
        Assert.Contains(fallback.Requirements, requirement =>
            requirement is DenyAnonymousAuthorizationRequirement);
    }

    [Fact]
    public void Every_policy_that_a_route_names_exists()
    {
        var policies = _app.Services.GetRequiredService<IAuthorizationPolicyProvider>();
        var named = Routes().SelectMany(route => route.Metadata.GetOrderedMetadata<IAuthorizeData>())
            .Select(data => data.Policy).OfType<string>().Distinct().ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.NotNull(policies.GetPolicyAsync(name).Result));
    }

    [Fact]
    public void Every_route_of_the_api_has_a_name_of_its_own_and_a_summary()
    {
        var routes = Routes()
            .Where(route => Name(route).Contains(" /api/", StringComparison.Ordinal) && Name(route) != "GET /api/openapi.json")
            .ToList();

        Assert.NotEmpty(routes);
        Check.None(routes.Where(route => route.Metadata.GetMetadata<IEndpointNameMetadata>() is null).Select(Name));
        Check.None(routes.Where(route => route.Metadata.GetMetadata<IEndpointSummaryMetadata>() is null).Select(Name));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private List<RouteEndpoint> Routes() => [.. _app.Routes()];

    private static string Name(RouteEndpoint route) => $"{route.Method()} {route.Path()}".Trim();
}
