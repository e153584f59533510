using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Suite.Dashboard.Hub;

/// <summary>
/// The hub's own Kestrel beside the dashboard's. So its ports have nothing of the pages' pipeline, the pages' port has nothing
/// of OTLP, and, as the hosting layer is not involved, a request that carries telemetry makes no telemetry of its own: the
/// hub may be told about itself without ever telling more because of it.
/// </summary>
internal sealed partial class HubServer : IHostedService, IHttpApplication<HttpContext>, IDisposable
{
    private readonly KestrelServer _server;
    private readonly Dictionary<Listener, ListenOptions> _listeners = [];
    private readonly ILogger _log;

    public HubServer(IEnumerable<IListenerApp> apps, IOptions<OtlpOptions> options, IServiceProvider services, ILoggerFactory logs)
    {
        _log = logs.CreateLogger<HubServer>();
        var kestrel = new KestrelServerOptions { ApplicationServices = services, AddServerHeader = false };
        // Each application counts what it reads, and answers in its sender's own format.
        kestrel.Limits.MaxRequestBodySize = null;
        foreach (var app in apps)
        {
            if (EndpointOf(options.Value.UrlOf(app.Listener)) is { } endpoint)
                kestrel.Listen(endpoint, listen => Serve(listen, app));
        }
        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), logs);
        _server = new KestrelServer(Options.Create(kestrel), sockets, logs);
    }

    /// <summary>Where it listens, with the port that it got; null when it does not.</summary>
    public Uri? AddressOf(Listener listener) =>
        _listeners.TryGetValue(listener, out var listen) ? new Uri($"http://{listen.IPEndPoint}") : null;

    public async Task StartAsync(CancellationToken cancel)
    {
        if (_listeners.Count == 0)
            return;
        await _server.StartAsync(this, cancel);
        foreach (var listener in _listeners.Keys)
            Log.Listening(_log, listener, AddressOf(listener));
    }

    public Task StopAsync(CancellationToken cancel) => _server.StopAsync(cancel);

    public void Dispose() => _server.Dispose();

    HttpContext IHttpApplication<HttpContext>.CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    Task IHttpApplication<HttpContext>.ProcessRequestAsync(HttpContext context) =>
        context.Features.GetRequiredFeature<IListenerApp>().AnswerAsync(context);

    void IHttpApplication<HttpContext>.DisposeContext(HttpContext context, Exception? exception)
    {
    }

    /// <summary>Null for an empty address.</summary>
    internal static IPEndPoint? EndpointOf(string url)
    {
        if (string.IsNullOrWhiteSpace(url))
            return null;
        var address = BindingAddress.Parse(url);
        if (address.Scheme != "http")
            throw new FormatException($"{url}: the hub speaks plain HTTP; let a proxy in front of it add TLS.");
        var host = address.Host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(address.Host, out var ip) ? ip
            : Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;
        return new(host, address.Port);
    }

    private void Serve(ListenOptions listen, IListenerApp app)
    {
        listen.Protocols = app.Listener == Listener.Grpc ? HttpProtocols.Http2 : HttpProtocols.Http1;
        listen.Use(next => connection =>
        {
            // Features of a connection are those of each of its requests.
            connection.Features.Set(app);
            return next(connection);
        });
        _listeners.Add(app.Listener, listen);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Listener}: {Address}")]
        public static partial void Listening(ILogger log, Listener listener, Uri? address);
    }
}
