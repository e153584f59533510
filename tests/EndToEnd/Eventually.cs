using Xunit;

namespace Suite.Tests.EndToEnd;

/// <summary>Waits for what another process does.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task HoldsAsync(Func<Task<bool>> condition, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var since = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, "It did not happen within three minutes.");
            await timer.WaitForNextTickAsync(cancel);
        }
    }
}
