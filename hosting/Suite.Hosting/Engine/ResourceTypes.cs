namespace Suite.Hosting.ApplicationModel;

internal static class ResourceTypes
{
    /// <summary><c>Project</c>, <c>Container</c>, <c>PostgresDatabase</c>: the class without its ending.</summary>
    public static string NameOf(IResource resource) => resource switch
    {
        PostgresServerResource or RedisResource => "Container",
        _ => resource.GetType().Name is var name && name.EndsWith("Resource", StringComparison.Ordinal) ? name[..^"Resource".Length] : name,
    };
}
