using Microsoft.AspNetCore.Http;

namespace Suite.Access;

internal static class Addresses
{
    /// <summary>The client's address, as the proxy in front forwarded it; IPv4 as it is usually written.</summary>
    public static string? ClientAddress(this HttpContext context) =>
        context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped
            ? mapped.MapToIPv4().ToString()
            : context.Connection.RemoteIpAddress?.ToString();
}
