namespace Suite.Hosting.ApplicationModel;

/// <summary>A service that runs elsewhere.</summary>
public sealed class ExternalServiceResource(string name, Uri uri) : Resource(name)
{
    public Uri Uri { get; } = uri;
}
