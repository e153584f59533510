namespace Suite.Hosting.Engine;

/// <summary>How long to wait before a crashed process is started again: 1 s, 2 s, 4 s … 30 s; a minute without a crash starts anew.</summary>
internal sealed class RestartDelay
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(1);

    /// <summary>Crashes in a row.</summary>
    public int Crashes { get; private set; }

    public TimeSpan AfterCrash(TimeSpan ranFor)
    {
        Crashes = ranFor >= Calm ? 1 : Crashes + 1;
        var seconds = Math.Pow(2, Math.Min(Crashes - 1, 10));
        return TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds));
    }
}
