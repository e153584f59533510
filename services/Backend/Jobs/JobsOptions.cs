using System.ComponentModel.DataAnnotations;

namespace Suite.Jobs;

/// <summary>Settings of the job engine, section <c>Jobs</c>.</summary>
internal sealed class JobsOptions
{
    public const string Section = "Jobs";

    /// <summary>The highest limit of a queue's running items. It is not counted, so it means any number.</summary>
    public const int NoLimit = 10_000;

    /// <summary>Whether this process runs items; false leaves them to other replicas.</summary>
    public bool RunItems { get; set; } = true;

    /// <summary>Items that this process runs at the same time, of all queues together.</summary>
    [Range(1, 1000)]
    public int MaxRunningItems { get; set; } = 16;

    /// <summary>
    /// Items of one queue that run at the same time on all replicas together, unless the queue says otherwise; 10,000 is any number.
    /// </summary>
    [Range(1, NoLimit)]
    public int QueueConcurrency { get; set; } = NoLimit;

    /// <summary>Attempts of an item, unless its queue says otherwise.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 4;

    /// <summary>Items of one job.</summary>
    [Range(1, 1_000_000)]
    public int MaxItems { get; set; } = 10_000;

    /// <summary>Jobs that one job may wait for.</summary>
    [Range(1, 10_000)]
    public int MaxDependencies { get; set; } = 100;

    /// <summary>Queues that one team may found.</summary>
    [Range(1, 100_000)]
    public int MaxQueuesOfTeam { get; set; } = 200;

    /// <summary>How long a worker holds an item without a sign of life.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a worker extends its leases.</summary>
    [Range(typeof(TimeSpan), "00:00:00.02", "00:10:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often progress is written and cancelled jobs are looked for while items run.</summary>
    [Range(typeof(TimeSpan), "00:00:00.02", "00:01:00")]
    public TimeSpan Pulse { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often work is looked for without having been told of any.</summary>
    [Range(typeof(TimeSpan), "00:00:00.02", "00:01:00")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often expired leases are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.02", "00:10:00")]
    public TimeSpan RescueEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The wait before the second attempt; it doubles with every further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan RetryBase { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait between two attempts.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan RetryCap { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one attempt may take; it then fails and is retried.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "1.00:00:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a handler that was told to stop may take to do so, before it is left behind.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The largest output of an item, in characters of JSON.</summary>
    [Range(100, 100_000_000)]
    public int MaxOutputLength { get; set; } = 1_000_000;

    /// <summary>How long after its end a job is archived; one that a person brought back is not.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan ArchiveAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long an archived job is kept, with its items and attempts; null: for ever.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan? KeepArchived { get; set; }
}
