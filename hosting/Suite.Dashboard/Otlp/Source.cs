namespace Suite.Dashboard.Otlp;

/// <summary>
/// Who sent (<c>opentelemetry.proto.resource.v1.Resource</c>). The decoders hand out one object for one set of attributes, so
/// that consumers may key on the reference.
/// </summary>
internal sealed class Source(KeyValue[] attributes)
{
    public KeyValue[] Attributes { get; } = attributes;

    /// <summary><c>service.name</c>, or <c>unknown_service</c> as the conventions have it.</summary>
    public string Service { get; } = Find(attributes, "service.name") ?? "unknown_service";

    /// <summary><c>service.instance.id</c>; empty when the sender has none.</summary>
    public string Instance { get; } = Find(attributes, "service.instance.id") ?? "";

    private static string? Find(KeyValue[] attributes, string key)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Key == key)
                return attribute.Value.ToString();
        }
        return null;
    }
}

/// <summary>The library that made the telemetry (<c>InstrumentationScope</c>). One object for one scope, as with <see cref="Source"/>.</summary>
internal sealed record Scope(string Name, string Version, KeyValue[] Attributes);
