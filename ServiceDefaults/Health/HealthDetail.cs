namespace Suite.ServiceDefaults;

/// <summary>One more field in the body of <c>/health</c>, say the device that models run on. Register it as a singleton.</summary>
/// <param name="Name">The field's name, camelCase.</param>
/// <param name="Read">Asked on every request; must be quick and must not throw.</param>
/// <param name="IsPublic">Everybody reads it; others only who is in an <see cref="IHealthAudience"/>.</param>
public sealed record HealthDetail(string Name, Func<object?> Read, bool IsPublic = false);
