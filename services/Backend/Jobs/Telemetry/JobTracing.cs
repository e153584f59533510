using System.Diagnostics;

namespace Suite.Jobs;

/// <summary>
/// Joins the request that made a job, the attempts at its items and what their handlers call into one trace: source
/// <c>Suite.Jobs</c>. Without a listener nothing is made.
/// </summary>
internal static class JobTracing
{
    public const string SourceName = "Suite.Jobs";

    /// <summary>A trace of thousands of attempts can be read by nobody: those of larger jobs have traces of their own, with a link.</summary>
    public const int MostItemsOfATrace = 16;

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The span of making a job, within the request that asks for it.</summary>
    public static Activity? Enqueue(NewJob job)
    {
        var span = Source.StartActivity($"enqueue {job.Kind}", ActivityKind.Producer);
        return span?.SetTag("suite.jobs.queue", job.Queue).SetTag("suite.jobs.kind", job.Kind).SetTag("suite.jobs.items", job.Items.Count);
    }

    /// <summary>What to keep with a job: the present span as a W3C <c>traceparent</c>.</summary>
    public static string? Present => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null;

    /// <summary>The span of an attempt, from its claim to its end.</summary>
    public static Activity? Attempt(RunningItem item, string what = "attempt")
    {
        if (!Source.HasListeners())
            return null;
        var submitted = ActivityContext.TryParse(item.TraceParent, null, isRemote: true, out var context) ? context : default;
        var within = submitted != default && item.JobItems <= MostItemsOfATrace;
        // A claim is made on behalf of nobody: whatever span is open here is not the attempt's parent.
        Activity.Current = null;
        return Source.StartActivity(
            ActivityKind.Consumer,
            within ? submitted : default,
            Tags(item),
            links: submitted != default && !within ? [new ActivityLink(submitted)] : null,
            name: $"{what} {item.Kind}/{item.Step}");
    }

    /// <summary>The trace context that an external worker goes on with.</summary>
    public static string? HandOut(RunningItem item)
    {
        var request = Activity.Current;
        try
        {
            using var span = Attempt(item, "lease");
            return span?.Id ?? item.TraceParent;
        }
        finally
        {
            Activity.Current = request;
        }
    }

    /// <summary>The span of the handler, within the attempt's.</summary>
    public static Activity? Handle(RunningItem item) => Source.StartActivity($"handle {item.Kind}/{item.Step}");

    public static void End(this Activity? attempt, string outcome, string? error)
    {
        attempt?.SetTag("suite.jobs.outcome", outcome);
        if (error is not null)
            attempt?.SetStatus(ActivityStatusCode.Error, error);
    }

    private static KeyValuePair<string, object?>[] Tags(RunningItem item) =>
    [
        new("suite.jobs.queue", item.Queue),
        new("suite.jobs.kind", item.Kind),
        new("suite.jobs.step", item.Step),
        new("suite.jobs.job_id", item.JobId),
        new("suite.jobs.item_id", item.ItemId),
        new("suite.jobs.attempt_id", item.AttemptId),
        new("suite.jobs.attempt", item.Attempt),
        new("suite.jobs.wait_ms", item.Waited.TotalMilliseconds),
    ];
}
