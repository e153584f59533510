namespace Suite.Platform;

/// <summary>Topics of the frames that the channel itself sends, whatever a client has asked for.</summary>
internal static class LiveTopics
{
    public const string Hello = "live.hello";
    public const string Reset = "live.reset";
    public const string Ping = "live.ping";
    public const string Own = "live.";
}
