using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Suite.Access;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>The public face of the job engine: everything else in this project is internal.</summary>
public static class JobsModule
{
    public static IHostApplicationBuilder AddJobs(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<JobsOptions>()
            .BindConfiguration(JobsOptions.Section).ValidateDataAnnotations()
            .Validate(options => options.Heartbeat * 2 < options.Lease, "Jobs:Heartbeat must be less than half of Jobs:Lease.")
            .ValidateOnStart();
        builder.Services.AddMigrations("jobs", typeof(JobsModule).Assembly);
        builder.Services.AddSingleton<JobStore>();
        builder.Services.AddSingleton<IJobQueue>(services => services.GetRequiredService<JobStore>());
        builder.Services.AddSingleton<QueueCatalog>();
        builder.Services.AddSingleton<ItemHandlers>();
        builder.Services.AddSingleton<WorkerName>();
        builder.Services.AddSingleton<RunningItems>();
        builder.Services.AddSingleton<Claimer>();
        builder.Services.AddSingleton<AttemptEnd>();
        builder.Services.AddSingleton<Heartbeat>();
        builder.Services.AddSingleton<Wakeup>();
        builder.Services.AddSingleton<ItemRunner>();
        builder.Services.AddHostedService<Listener>();
        builder.Services.AddHostedService<Worker>();
        builder.Services.AddHostedService<Rescuer>();
        return builder;
    }

    public static IEndpointRouteBuilder MapJobs(this IEndpointRouteBuilder app)
    {
        var jobs = app.MapGroup("/api/jobs").WithTags("Jobs").RequireAuthorization(Policies.Viewer);
        jobs.MapListJobs();
        jobs.MapGetJob();
        jobs.MapListItems();
        jobs.MapCancelJob();

        var queues = app.MapGroup("/api/job-queues").WithTags("Jobs").RequireAuthorization(Policies.Viewer);
        queues.MapListQueues();
        return app;
    }

    /// <summary>Declares a queue with settings of its own; a queue that nobody declares gets the engine's defaults.</summary>
    public static IServiceCollection AddJobQueue(this IServiceCollection services, QueueDefinition queue) =>
        services.AddSingleton(queue);

    /// <inheritdoc cref="AddJobQueue(IServiceCollection, QueueDefinition)"/>
    public static IServiceCollection AddJobQueue(this IServiceCollection services, Func<IServiceProvider, QueueDefinition> queue) =>
        services.AddSingleton(queue);

    /// <summary>Registers the code that runs the items of one step of one kind of job.</summary>
    public static IServiceCollection AddItemHandler<THandler>(this IServiceCollection services, string kind, string step)
        where THandler : class, IItemHandler
    {
        services.AddSingleton<THandler>();
        return services.AddSingleton(new ItemHandlerRegistration(kind, step, typeof(THandler)));
    }
}

/// <summary>Which handler runs which step.</summary>
public sealed record ItemHandlerRegistration(string Kind, string Step, Type Handler);

/// <summary>A queue as its owner declares it; applied when the process starts.</summary>
/// <param name="Name">Lower case words joined by hyphens.</param>
/// <param name="MaxRunningItems">Items that run at once, on all replicas together; null: <c>Jobs:QueueConcurrency</c>.</param>
/// <param name="MaxRunningJobs">Jobs that run at once; null: any number.</param>
/// <param name="MaxItemsPerJob">Items of one job that run at once; null: any number.</param>
/// <param name="MaxAttempts">Attempts of an item; null: <c>Jobs:MaxAttempts</c>.</param>
public sealed record QueueDefinition(
    string Name,
    int? MaxRunningItems = null,
    int? MaxRunningJobs = null,
    int? MaxItemsPerJob = null,
    int? MaxAttempts = null);

/// <summary>Priorities by name: a smaller number runs sooner.</summary>
public static class JobPriority
{
    public const int Urgent = 0;
    public const int High = 50;
    public const int Normal = 100;
    public const int Low = 200;
}

/// <summary>States of a job, derived from its items. <see cref="Partial"/>: finished, and some items failed.</summary>
public enum JobState
{
    Pending,
    Running,
    Succeeded,
    Failed,
    Cancelled,
    Partial,
    Paused,
}

/// <summary>States of an item. <see cref="Pending"/> waits for the item before it, <see cref="Ready"/> for a worker.</summary>
public enum ItemState
{
    Pending,
    Ready,
    Leased,
    Succeeded,
    Failed,
    Cancelled,
    Paused,
}

/// <summary>Work to do, in one transaction: a job and its items.</summary>
/// <param name="TeamId">The team whose work it is.</param>
/// <param name="Queue">The queue's name; created with defaults when it does not exist.</param>
/// <param name="Kind">With an item's step, it selects the handler.</param>
/// <param name="Items">At least one, at most <c>Jobs:MaxItems</c>.</param>
/// <param name="Priority">See <see cref="JobPriority"/>.</param>
/// <param name="Config">Settings for all items, kept as they came.</param>
/// <param name="CreatedBy">The user, if a person asked.</param>
/// <param name="DedupKey">While an unfinished job of the team and kind has this key, no second one is made.</param>
public sealed record NewJob(
    Guid TeamId,
    string Queue,
    string Kind,
    IReadOnlyList<NewItem> Items,
    int Priority = JobPriority.Normal,
    JsonElement? Config = null,
    Guid? CreatedBy = null,
    string? DedupKey = null);

/// <summary>One unit of work.</summary>
/// <param name="Step">Names the handler, together with the job's kind.</param>
/// <param name="AssetId">The asset it is about, if any.</param>
/// <param name="Input">What the handler needs to know.</param>
/// <param name="After">Index, in the same list, of the item that must succeed first; when that fails or is cancelled, so is this.</param>
/// <param name="Group">Items with the same number are about the same thing: see <see cref="IJobQueue.CountGroupsAsync"/>.</param>
public sealed record NewItem(string Step, Guid? AssetId = null, JsonElement? Input = null, int? After = null, int? Group = null);

/// <summary>How many groups of a job's items have wholly succeeded, and in how many an item failed.</summary>
public sealed record GroupCounts(int Succeeded, int Failed);

/// <summary>What enqueueing made; <paramref name="Created"/> is false when a dedup key matched an unfinished job.</summary>
public sealed record EnqueuedJob(Guid JobId, DateTimeOffset CreatedAt, bool Created);

/// <summary>A job as other modules and clients see it.</summary>
public sealed record JobView(
    Guid Id,
    string Queue,
    string Kind,
    JobState State,
    int Priority,
    int TotalItems,
    int SucceededItems,
    int FailedItems,
    int CancelledItems,
    int Progress,
    JsonElement? Config,
    Guid? CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    bool Archived);

/// <summary>An item as other modules and clients see it. <paramref name="Progress"/> is 0 to 100.</summary>
public sealed record ItemView(
    long Id,
    Guid JobId,
    string Step,
    Guid? AssetId,
    ItemState State,
    int Progress,
    int Attempts,
    string? Error,
    JsonElement? Input,
    JsonElement? Result,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? NextRunAt);

/// <summary>Event: a job began, ended, or one of its items did. States are words of <see cref="JobState"/> in lower case.</summary>
public sealed record JobChanged(
    Guid JobId,
    string Queue,
    string Kind,
    string State,
    int Priority,
    int TotalItems,
    int SucceededItems,
    int FailedItems,
    int CancelledItems,
    int Progress,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt)
{
    public const string Topic = "jobs.job-changed";
}

/// <summary>Event: an item changed its state or its progress. States are words of <see cref="ItemState"/> in lower case.</summary>
public sealed record ItemChanged(
    Guid JobId,
    long ItemId,
    string Kind,
    string Step,
    Guid? AssetId,
    string State,
    int Progress,
    int Attempts,
    string? Error)
{
    public const string Topic = "jobs.item-changed";
}

/// <summary>Which jobs to list. Order: running, then by turn, then newest finished.</summary>
public sealed record JobFilter(
    string? Queue = null, string? Kind = null, JobState? State = null, bool IncludeArchived = false);

/// <summary>What became of a wish to cancel.</summary>
public enum CancelOutcome
{
    Requested,
    AlreadyFinished,
    NotFound,
}

/// <summary>The job engine's door for other modules. Every call is for one team; another team's job is not found.</summary>
public interface IJobQueue
{
    /// <summary>Creates a job with its items; inside <paramref name="within"/> when given, else in a transaction of its own.</summary>
    Task<EnqueuedJob> EnqueueAsync(NewJob job, CancellationToken cancel, ISql? within = null);

    Task<JobView?> FindAsync(Guid teamId, Guid jobId, CancellationToken cancel);

    Task<Page<JobView>> ListAsync(Guid teamId, JobFilter filter, int limit, string? cursor, CancellationToken cancel);

    /// <summary>Jobs by offset with their total, for the façades whose published shape pages by offset; priority, then creation.</summary>
    Task<(IReadOnlyList<JobView> Jobs, int Total)> ListByOffsetAsync(
        Guid teamId, JobFilter filter, int offset, int limit, CancellationToken cancel);

    Task<Page<ItemView>> ListItemsAsync(Guid teamId, Guid jobId, ItemState? state, int limit, string? cursor, CancellationToken cancel);

    Task<ItemView?> FindItemAsync(Guid teamId, long itemId, CancellationToken cancel);

    /// <summary>The groups of several jobs, counted; a job whose items have no groups is left out.</summary>
    Task<IReadOnlyDictionary<Guid, GroupCounts>> CountGroupsAsync(
        Guid teamId, IReadOnlyCollection<Guid> jobIds, CancellationToken cancel);

    /// <summary>How many jobs of the same queue run, or are to run, before this one; 0 when it has begun.</summary>
    Task<int> JobsAheadAsync(Guid teamId, Guid jobId, CancellationToken cancel);

    /// <summary>Cancels: waiting items at once, running ones at their next checkpoint.</summary>
    Task<CancelOutcome> CancelAsync(Guid teamId, Guid jobId, CancellationToken cancel);
}

/// <summary>Runs items of one step. An instance is shared: keep no state in it.</summary>
public interface IItemHandler
{
    /// <summary>
    /// Does the work and returns what to keep. Throw <see cref="ItemFailedException"/> to say whether a retry makes sense; any
    /// other exception is retried with back-off until the attempts are used up. <paramref name="cancel"/> fires when the job is
    /// cancelled, the lease is lost or the host stops.
    /// </summary>
    Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel);
}

/// <summary>What a handler is given.</summary>
public abstract class ItemContext
{
    public required Guid TeamId { get; init; }
    public required Guid JobId { get; init; }
    public required long ItemId { get; init; }
    public required string Kind { get; init; }
    public required string Step { get; init; }

    /// <summary>Identifies this attempt; insights carry it as their lineage.</summary>
    public required long AttemptId { get; init; }

    /// <summary>1 for the first attempt.</summary>
    public required int Attempt { get; init; }

    public Guid? AssetId { get; init; }
    public JsonElement? Input { get; init; }
    public JsonElement? JobConfig { get; init; }
    public Guid? CreatedBy { get; init; }

    /// <summary>Tells watchers how far this item is: 0 to 100. Cheap: written with the heartbeat at the latest.</summary>
    public abstract void ReportProgress(int percent);
}

/// <summary>What a handler made.</summary>
/// <param name="Output">Kept with the item.</param>
/// <param name="Commit">
/// Writes the outputs. It runs inside the transaction that finishes the item, after the fence token was checked: if the lease was
/// lost in the meantime it does not run, so an output appears once however often a worker dies. When the database goes away at
/// that moment it runs again in a new transaction, so it must do nothing that a rollback does not undo.
/// </param>
public sealed record ItemResult(JsonElement? Output = null, Func<ISql, CancellationToken, Task>? Commit = null);

/// <summary>A failure that the handler understands. With <paramref name="retry"/> false the item ends failed at once.</summary>
public sealed class ItemFailedException(string reason, bool retry) : Exception(reason)
{
    public bool Retry { get; } = retry;
}
