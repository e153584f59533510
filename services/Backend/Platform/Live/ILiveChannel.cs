namespace Suite.Platform;

/// <summary>
/// What a team's clients see as it happens: every message has a sequence number, and a client resumes after the last it had.
/// </summary>
public interface ILiveChannel
{
    /// <summary>
    /// The messages of a team after <paramref name="after"/> (null: from now on), in order, without gap or duplicate, until
    /// <paramref name="cancel"/>. When <paramref name="after"/> is older than what is kept, the first message is
    /// <c>live.reset</c>: the client must reload.
    /// </summary>
    IAsyncEnumerable<LiveMessage> SubscribeAsync(Guid teamId, long? after, CancellationToken cancel);

    /// <summary>The sequence number of the team's last message: whoever subscribes after it misses nothing from here on.</summary>
    Task<long> CurrentAsync(Guid teamId, CancellationToken cancel);
}
