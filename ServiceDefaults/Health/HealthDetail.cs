namespace Suite.ServiceDefaults;

/// <summary>One more field in the body of <c>/health</c>, say the device that models run on. Register it as a singleton.</summary>
/// <param name="Name">The field's name, camelCase.</param>
/// <param name="Read">Asked on every request; must be quick and must not throw.</param>
public sealed record HealthDetail(string Name, Func<object?> Read);
