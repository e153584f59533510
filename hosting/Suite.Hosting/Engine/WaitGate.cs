using Microsoft.Extensions.Diagnostics.HealthChecks;
using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.Engine;

/// <summary>Holds a resource back until what it waits for is there.</summary>
internal sealed class WaitGate(ResourceNotificationService notifications, WaitBehavior behavior)
{
    /// <summary>What the resource waits for: as declared, and a child's parent.</summary>
    public static IReadOnlyList<WaitAnnotation> WaitsOf(IResource resource)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().DistinctBy(wait => (wait.Resource, wait.WaitType)).ToList();
        if (resource is IResourceWithParent child && waits.All(wait => wait.Resource != child.Parent))
            waits.Insert(0, new WaitAnnotation(child.Parent, WaitType.WaitUntilHealthy));
        return waits;
    }

    /// <summary>Returns when nothing is left to wait for; <paramref name="onWaiting"/> is told the names that are, as they become fewer.</summary>
    public async Task WaitAsync(IResource resource, Action<IReadOnlyList<string>> onWaiting, CancellationToken cancel)
    {
        var left = WaitsOf(resource).ToList();
        if (left.Count == 0)
            return;

        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAll(left.ToArray().Select(async wait =>
        {
            try
            {
                await WaitAsync(resource, wait, failed.Token);
            }
            catch
            {
                // One that cannot come true makes the others pointless.
                await failed.CancelAsync();
                throw;
            }

            lock (left)
            {
                left.Remove(wait);
                onWaiting([.. left.Select(other => other.Resource.Name)]);
            }
        }));
    }

    private async Task WaitAsync(IResource resource, WaitAnnotation wait, CancellationToken cancel)
    {
        var mayStop = (wait.WaitBehavior ?? behavior) == WaitBehavior.StopOnResourceUnavailable;
        var reached = await notifications.WaitForResourceAsync(
            wait.Resource.Name, change => IsMet(wait, change.Snapshot) || IsHopeless(wait, change.Snapshot, mayStop), cancel);
        if (IsMet(wait, reached.Snapshot))
            return;

        var exit = reached.Snapshot.ExitCode is { } code ? $" with exit code {code}" : "";
        throw new DistributedApplicationException(
            $"'{resource.Name}' waits for '{wait.Resource.Name}', which is {reached.Snapshot.State?.Text}{exit}. {reached.Snapshot.Reason}".TrimEnd());
    }

    private static bool IsMet(WaitAnnotation wait, CustomResourceSnapshot snapshot) => wait.WaitType switch
    {
        WaitType.WaitForCompletion => HasEnded(snapshot) && (snapshot.ExitCode ?? 0) == wait.ExitCode,
        WaitType.WaitUntilStarted => snapshot.State?.Text == KnownResourceStates.Running,
        _ => snapshot is
        {
            State.Text: KnownResourceStates.Running,
            ReadyTimeStamp: not null,
            HealthStatus: null or HealthStatus.Healthy,
        },
    };

    private static bool IsHopeless(WaitAnnotation wait, CustomResourceSnapshot snapshot, bool mayStop) => wait.WaitType switch
    {
        WaitType.WaitForCompletion => HasEnded(snapshot) || snapshot.State?.Text is KnownResourceStates.FailedToStart or KnownResourceStates.Skipped,
        _ => mayStop && ResourceNotificationService.IsUnavailable(snapshot),
    };

    private static bool HasEnded(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text is KnownResourceStates.Finished or KnownResourceStates.Exited;
}
