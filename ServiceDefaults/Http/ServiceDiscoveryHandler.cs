namespace Suite.ServiceDefaults;

/// <summary>
/// Sends <c>http://backend/…</c> to where the service really is; any other host is left alone.
/// <c>https+http://backend</c> prefers the encrypted endpoint when there is one.
/// </summary>
internal sealed class ServiceDiscoveryHandler(ServiceAddresses addresses) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var logical = request.RequestUri!;
        var address = logical.Scheme.Split('+').Select(scheme => addresses.Next(logical.Host, scheme)).FirstOrDefault(found => found is not null);
        if (address is null)
            return await base.SendAsync(request, cancellationToken);

        try
        {
            request.RequestUri = new UriBuilder(logical) { Scheme = address.Scheme, Host = address.Host, Port = address.Port }.Uri;
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            // A retry must resolve again: the next address may be another one.
            request.RequestUri = logical;
        }
    }
}
