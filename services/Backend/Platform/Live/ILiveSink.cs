namespace Suite.Platform;

/// <summary>The way to one client: a WebSocket or an event stream. Only one call at a time is made.</summary>
internal interface ILiveSink
{
    ValueTask SendAsync(LiveMessage message);

    /// <summary>Shows the client, and whatever is in between, that the line is alive.</summary>
    /// <param name="seq">The client has all that it wants up to here, and may resume after it.</param>
    ValueTask PingAsync(long seq);
}
