using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Suite.Dashboard.Hub.Forward;

/// <summary>Does not let a hub start that would pass its telemetry on to itself. Looks when the ports are known.</summary>
internal sealed class LoopGuard(HubServer server, IOptions<OtlpOptions> options) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Forward.Url is not { } url || server.AddressOf(Listener.Http) is not { } own || url.Port != own.Port)
            return;
        var mine = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(address => address.Address)
            .ToHashSet();
        if ((await AddressesOfAsync(url.DnsSafeHost, cancellationToken)).Any(address => IPAddress.IsLoopback(address) || mine.Contains(address)))
            throw new InvalidOperationException($"Otlp:Forward:Url is {url}, which is this hub itself: everything would go round for ever.");
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A name that is not known yet leads nowhere; sending will be tried again and again.
    private static async Task<IPAddress[]> AddressesOfAsync(string host, CancellationToken cancel)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancel);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
