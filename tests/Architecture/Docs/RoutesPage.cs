using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Gateway;

namespace Suite.Tests.Architecture.Docs;

/// <summary>docs/routes.md: every address, and who may call it.</summary>
internal static class RoutesPage
{
    private static readonly string[] Columns = ["Method", "Path", "Who", "What"];

    public static async Task<Page> MakeAsync()
    {
        await using var backend = Hosts.Backend();
        await using var models = Hosts.ModelGateway();
        await using var gateway = Hosts.Gateway();
        var options = new GatewayOptions();
        return new Page(
            "Routes",
            """
            The gateway is the one public address. What a route takes and answers stands in `GET /api/openapi.json`; its failures are
            those of [problems.md](problems.md). *Who* names the least role that may call; *signed in* is any role, and API keys count.
            """)
            .Heading("Gateway")
            .Text("The longest path wins. *Who* is what the gateway itself asks for: the backend looks after its own routes.")
            .Table(
                ["Path", "Service", "Who", "Largest body"],
                Routes.Table.Select(row => new[]
                {
                    $"`{row.Path}`", Service(row), Who(row.Entry), $"{row.MaxBody(options) / (1024 * 1024)} MiB",
                }))
            .Text("It answers these itself.")
            .Table(Columns, Rows(gateway, WhoOfGateway))
            .Heading("Backend")
            .Table(Columns, Rows(backend, Who))
            .Heading("Model gateway")
            .Text("Not public by itself: services call it directly, others through the gateway's `/models`.")
            .Table(Columns, Rows(models, _ => "services"));
    }

    private static IEnumerable<string[]> Rows(WebApplication app, Func<RouteEndpoint, string> who) =>
        from route in app.Routes()
        // What is only passed on stands in the gateway's table.
        where !route.Path().Contains("{**", StringComparison.Ordinal)
        orderby route.Path(), route.Method()
        select new[] { route.Method() is "" ? "any" : route.Method(), $"`{route.Path()}`", who(route), What(route) };

    private static string What(RouteEndpoint route) => route.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary ?? "";

    private static string Who(RouteEndpoint route)
    {
        if (route.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return "anyone";
        // The group's policy and the route's own hold both, so the stricter one counts.
        var policies = route.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).OfType<string>().ToList();
        if (policies is [Policies.ViewerOrWorker])
            return $"{Word(Role.Viewer)} or {Word(Role.Worker)}";
        var roles = policies.Select(policy => Enum.Parse<Role>(policy, ignoreCase: true)).ToList();
        return roles.Count == 0 ? "signed in" : Word(roles.Max());
    }

    private static string WhoOfGateway(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IAllowAnonymous>() is null ? "signed in" : "anyone";

    private static string Who(Entry entry) => entry switch
    {
        Entry.Open => "anyone",
        Entry.SignedIn => "signed in",
        _ => "admin",
    };

    private static string Service(PublicRoute row) =>
        row.StripFrom is null ? row.Service : $"{row.Service}, without `{row.StripFrom}`";

    private static string Word(Role role) => role.ToString().ToLowerInvariant();
}
