using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Suite.ServiceDefaults;

/// <summary>
/// Where services really are: <c>services:{name}:{endpoint}:{n}</c> in configuration, as the app host sets it
/// (<c>services__backend__http__0</c>). Several addresses of one service take turns.
/// </summary>
public sealed class ServiceAddresses : IDisposable
{
    private readonly IConfiguration _configuration;
    private readonly ConcurrentDictionary<(string Service, string Endpoint), Turn> _turns = new();
    private readonly IDisposable _reloads;

    public ServiceAddresses(IConfiguration configuration)
    {
        _configuration = configuration;
        _reloads = ChangeToken.OnChange(configuration.GetReloadToken, _turns.Clear);
    }

    /// <summary>Every address of the service, in the order of configuration; none when the name is not a service's.</summary>
    public IReadOnlyList<Uri> Of(string service, string endpoint = "http") => TurnOf(service, endpoint).Addresses;

    /// <summary>The address whose turn it is, or null when the name is not a service's.</summary>
    public Uri? Next(string service, string endpoint = "http") => TurnOf(service, endpoint).Next();

    public void Dispose() => _reloads.Dispose();

    private Turn TurnOf(string service, string endpoint) => _turns.GetOrAdd(
        (service, endpoint),
        key => new Turn([.. _configuration
            .GetSection($"services:{key.Service}:{key.Endpoint}").GetChildren()
            .Where(child => !string.IsNullOrWhiteSpace(child.Value))
            .Select(child => new Uri(child.Value!))]));

    private sealed class Turn(Uri[] addresses)
    {
        private uint _next;

        public Uri[] Addresses { get; } = addresses;

        public Uri? Next() => Addresses.Length == 0
            ? null
            : Addresses[(Interlocked.Increment(ref _next) - 1) % (uint)Addresses.Length];
    }
}
