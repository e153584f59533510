using Microsoft.AspNetCore.HttpOverrides;

namespace Suite.Backend;

/// <summary>
/// What the gateway forwards: the client's address, and the scheme and host that the browser sees, which the check of the Origin
/// needs. Believed from this machine, and from the networks in <c>TrustedProxies</c> (<c>10.0.0.0/8;fd00::/8</c>).
/// </summary>
internal static class Proxies
{
    private const string Setting = "TrustedProxies";

    public static void Trust(ForwardedHeadersOptions options, IConfiguration configuration)
    {
        options.ForwardedHeaders =
            ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        var networks = configuration[Setting] ?? "";
        foreach (var network in networks.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
    }
}
