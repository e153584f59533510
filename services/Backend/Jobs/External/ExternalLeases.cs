using Microsoft.Extensions.Options;

namespace Suite.Jobs;

/// <summary>Gives items to external workers: by the same claim as our own processes, under the same limits.</summary>
internal sealed class ExternalLeases(
    Claimer claimer, AttemptEnd end, ExternalStore store, WorkArrived arrived, IOptions<JobsOptions> options, TimeProvider clock)
{
    /// <summary>
    /// At most <paramref name="max"/> items; when there are none, waits for some for as long as <paramref name="patience"/>.
    /// </summary>
    /// <param name="cancel">The worker hung up.</param>
    public async Task<List<RunningItem>> LeaseAsync(
        Claimant who, string? queue, int max, TimeSpan patience, CancellationToken cancel)
    {
        await store.SeenAsync(who, cancel);
        for (var began = clock.GetTimestamp(); ;)
        {
            var next = arrived.Next;
            var leased = await ClaimAsync(who, queue, max, cancel);
            var left = patience - clock.GetElapsedTime(began);
            if (leased.Count > 0 || left <= TimeSpan.Zero)
                return leased;
            // Not everything that makes work ready says so: a back-off that ends, a limit that has room again.
            await WaitAsync(next, left < options.Value.Poll ? left : options.Value.Poll, cancel);
        }
    }

    private async Task<List<RunningItem>> ClaimAsync(Claimant who, string? queue, int max, CancellationToken cancel)
    {
        await claimer.ReadyAfterBackOffAsync(cancel);
        var leased = new List<RunningItem>();
        foreach (var name in await store.QueuesWithWorkAsync(who, queue, cancel))
            if (leased.Count < max && !cancel.IsCancellationRequested)
                leased.AddRange(await claimer.ClaimAsync(name, who, max - leased.Count, CancellationToken.None));
        if (leased.Count == 0)
            return leased;

        await store.RememberAsync(who.TeamId!.Value, leased, CancellationToken.None);
        if (!cancel.IsCancellationRequested)
            return leased;
        // Nobody is there any more to hear of them.
        foreach (var item in leased)
            await end.EndAsync(Attempt.Of(item), Ending.Released, CancellationToken.None);
        return [];
    }

    private async Task WaitAsync(Task arrival, TimeSpan time, CancellationToken cancel)
    {
        try
        {
            await arrival.WaitAsync(time, clock, cancel);
        }
        catch (TimeoutException)
        {
            // Nothing came: look anyway.
        }
    }
}
