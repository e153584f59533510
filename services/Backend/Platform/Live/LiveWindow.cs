namespace Suite.Platform;

/// <summary>
/// The newest messages of a team, without a gap up to <see cref="Last"/>. It never changes, so all clients read it at once.
/// </summary>
internal sealed class LiveWindow
{
    private const int Kept = 1_000;
    private const long KeptBytes = 8 * 1024 * 1024;

    private readonly LiveMessage[] _messages;

    private LiveWindow(long last, LiveMessage[] messages) => (Last, _messages) = (last, messages);

    public long Last { get; }

    private long BeforeFirst => Last - _messages.Length;

    public static LiveWindow StartingAfter(long last) => new(last, []);

    /// <summary>Whether whoever has everything up to <paramref name="seq"/> can go on from here.</summary>
    public bool Covers(long seq) => seq >= BeforeFirst && seq <= Last;

    /// <summary>The messages after <paramref name="seq"/>; null when it is older than what is held.</summary>
    public IReadOnlyList<LiveMessage>? After(long seq)
    {
        if (seq >= Last)
            return [];
        // A view, not a copy: a thousand clients ask the same.
        return Covers(seq) ? (IReadOnlyList<LiveMessage>)new ArraySegment<LiveMessage>(_messages)[(int)(seq - BeforeFirst)..] : null;
    }

    /// <summary>This and what came after it, without what is too old or too much.</summary>
    public LiveWindow With(IReadOnlyList<LiveMessage> more)
    {
        // A gap means that messages were trimmed before they were read here: what is held no longer joins on.
        LiveMessage[] all = more[0].Seq == Last + 1 ? [.. _messages, .. more] : [.. more];
        var from = all.Length;
        var bytes = 0L;
        while (from > Math.Max(0, all.Length - Kept) && (bytes += all[from - 1].Frame.Length) <= KeptBytes)
            from--;
        return new LiveWindow(all[^1].Seq, all[from..]);
    }
}
