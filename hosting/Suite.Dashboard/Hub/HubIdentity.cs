namespace Suite.Dashboard.Hub;

/// <summary>By which a hub knows its own telemetry when it comes back, through whatever proxies.</summary>
internal sealed class HubIdentity
{
    public const string Header = "x-otlp-forwarded-by";

    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <exception cref="RefusedException">The request is from this hub.</exception>
    public void Check(IHeaderDictionary headers)
    {
        if (headers.TryGetValue(Header, out var sender) && sender == Id)
            throw new RefusedException(Refusal.Loop, "This hub passed the request on itself: Otlp:Forward:Url leads back to it.");
    }
}
