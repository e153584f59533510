namespace Suite.Platform;

/// <summary>New ids: UUIDs of version 7, which sort by the time they were made.</summary>
public static class Ids
{
    public static Guid New(TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow());
}
