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
            // A heartbeat that is due goes out with the next pulse.
            .Validate(
                options => options.Heartbeat + options.Pulse < options.Lease,
                "Jobs:Heartbeat and Jobs:Pulse together must be less than Jobs:Lease.")
            .ValidateOnStart();
        builder.Services.AddMigrations("jobs", typeof(JobsModule).Assembly);
        builder.Services.AddSingleton<JobStore>();
        builder.Services.AddSingleton<IJobQueue>(services => services.GetRequiredService<JobStore>());
        builder.Services.AddSingleton<QueueCatalog>();
        builder.Services.AddSingleton<Admission>();
        AddControl(builder.Services);
        builder.Services.AddSingleton<ItemHandlers>();
        builder.Services.AddSingleton<WorkerName>();
        builder.Services.AddSingleton(Claimant.ThisProcess);
        builder.Services.AddTransient<EngineConnection>();
        builder.Services.AddSingleton<EmptyHandfuls>();
        builder.Services.AddSingleton<RunningItems>();
        builder.Services.AddSingleton<Lookout>();
        builder.Services.AddSingleton<GiveBack>();
        builder.Services.AddSingleton<SuccessWriter>();
        AddTelemetry(builder.Services);
        AddLimits(builder.Services);
        AddExternal(builder.Services);
        builder.Services.AddSingleton<ClaimStatements>();
        builder.Services.AddSingleton<Claimer>();
        builder.Services.AddSingleton<AttemptEnd>();
        builder.Services.AddSingleton<LeaseExtension>();
        builder.Services.AddSingleton<Heartbeat>();
        builder.Services.AddSingleton<Wakeup>();
        builder.Services.AddSingleton<ItemRunner>();
        builder.Services.AddSingleton<Slots>();
        builder.Services.AddSingleton<Overdue>();
        builder.Services.AddValidation();
        builder.Services.AddHostedService<Listener>();
        builder.Services.AddHostedService<Worker>();
        AddDuties(builder.Services);
        return builder;
    }

    public static IEndpointRouteBuilder MapJobs(this IEndpointRouteBuilder app)
    {
        var jobs = app.MapGroup("/api/jobs").WithTags("Jobs").RequireAuthorization(Policies.Viewer);
        jobs.MapListJobs();
        jobs.MapGetJob();
        jobs.MapListItems();
        jobs.MapGetItem();
        jobs.MapListDeadLetters();
        jobs.MapExplainJob();
        jobs.MapGetDependencies();
        jobs.MapSetDependencies();
        jobs.MapCancelJob();
        jobs.MapPauseJob();
        jobs.MapResumeJob();
        jobs.MapReleaseJob();
        jobs.MapRetryJob();
        jobs.MapArchiveJob();
        jobs.MapRestoreJob();
        jobs.MapSetPriority();
        jobs.MapReorderJobs();

        var queues = app.MapGroup("/api/job-queues").WithTags("Jobs").RequireAuthorization(Policies.Viewer);
        queues.MapListQueues();
        queues.MapGetQueue();
        queues.MapShowQueueStatistics();
        queues.MapCreateQueue();
        queues.MapChangeQueue();
        queues.MapDeleteQueue();
        app.MapWorkers();

        var limits = app.MapGroup("/api/job-limits").WithTags("Jobs").RequireAuthorization(Policies.Manager);
        limits.MapListLimits();
        limits.MapGetLimit();
        limits.MapSetLimit();
        limits.MapRemoveLimit();
        return app;
    }

    private static void AddTelemetry(IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<JobMetrics>();
        services.AddSingleton<QueueDepths>();
        services.AddHostedService(provider => provider.GetRequiredService<QueueDepths>());
    }

    private static void AddExternal(IServiceCollection services)
    {
        services.AddSingleton<WorkArrived>();
        services.AddSingleton<ExternalResults>();
        services.AddSingleton<ExternalStore>();
        services.AddSingleton<ExternalLeases>();
        services.AddSingleton<ExternalAttempts>();
        services.AddSingleton<WorkerReasons>();
        services.AddHostedService<Presence>();
    }

    private static void AddLimits(IServiceCollection services)
    {
        services.AddSingleton<LimitStore>();
        services.AddSingleton<LimitedKeys>();
        services.AddSingleton<LimitedClaim>();
        services.AddSingleton<LimitReasons>();
        services.AddSingleton<TokenUse>();
    }

    private static void AddControl(IServiceCollection services)
    {
        services.AddSingleton<IQueues, Queues>();
        services.AddSingleton<QueueUpdate>();
        services.AddSingleton<IJobControl, JobControl>();
        services.AddSingleton<JobChange>();
        services.AddSingleton<JobEnd>();
        services.AddSingleton<WaitingItems>();
        services.AddSingleton<Cancellation>();
        services.AddSingleton<Reordering>();
        services.AddSingleton<Retrying>();
        services.AddSingleton<HandEnd>();
        services.AddSingleton<DependencyChange>();
        services.AddSingleton<Explaining>();
        services.AddSingleton<Estimates>();
        services.AddSingleton<RoomInQueue>();
        services.AddSingleton<QueueStatistics>();
        services.AddSingleton<BoardStore>();
    }

    private static void AddDuties(IServiceCollection services)
    {
        services.AddSingleton<IDuty, Rescuer>();
        services.AddSingleton<IDuty, Scheduler>();
        services.AddSingleton<IDuty, Archiver>();
        services.AddSingleton<IDuty, Estimator>();
        services.AddSingleton<IDuty, Cleaner>();
        services.AddSingleton<IDuty, ExternalCleaner>();
        services.AddHostedService<DutyLeader>();
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

    /// <summary>
    /// Lets external workers have the items of a step, and registers what takes their outputs. A step without a handler needs none:
    /// its outputs are kept as they come.
    /// </summary>
    public static IServiceCollection AddExternalResult<TResult>(this IServiceCollection services, string kind, string step)
        where TResult : class, IExternalResult
    {
        services.AddSingleton<TResult>();
        return services.AddSingleton(new ExternalResultRegistration(kind, step, typeof(TResult)));
    }
}

/// <summary>Which handler runs which step.</summary>
public sealed record ItemHandlerRegistration(string Kind, string Step, Type Handler);

/// <summary>What takes the outputs that external workers made of a step.</summary>
public sealed record ExternalResultRegistration(string Kind, string Step, Type Result);

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
