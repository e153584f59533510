using Microsoft.Extensions.Options;

namespace Suite.Dashboard.Resources;

/// <summary>Who listens at which address, as the engine knows it: spans tell addresses only.</summary>
internal sealed class AddressBook(ResourceBoard board, IOptions<DashboardOptions> options)
{
    /// <summary>The engine itself, which is no resource of its own.</summary>
    private const string Engine = "engine";

    /// <summary>Answers a resource's name for <c>127.0.0.1:5173</c>, and null for an address at which none listens now.</summary>
    public Func<string, string?> Open()
    {
        var names = new Dictionary<(string Host, int Port), string>();
        if (options.Value.ResourceService.Url is { } engine)
            names[Key(engine)] = Engine;
        foreach (var (resource, url) in board.Endpoints())
            names.TryAdd(Key(url), resource);
        return address => Uri.TryCreate($"tcp://{address}", UriKind.Absolute, out var uri) ? names.GetValueOrDefault(Key(uri)) : null;
    }

    private static (string Host, int Port) Key(Uri address) => (address.IsLoopback ? "localhost" : address.Host, address.Port);
}
