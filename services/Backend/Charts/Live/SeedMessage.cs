using System.Text.Json.Serialization;
using Suite.Charts.Extractions;

namespace Suite.Charts.Live;

/// <summary>What the seed's sockets send: a type and what goes with it.</summary>
internal sealed record SeedMessage(string Type, object Payload)
{
    public static SeedMessage Added(ChartJobView job) =>
        new("queue:job_added", new JobAdded(job.JobId, job.QueueId, job));

    public static SeedMessage QueueChanged(Guid queueId, string status, int running) =>
        new("queue:status_changed", new QueueStatus(queueId, status, running));

    public static SeedMessage Completed(ChartJobView job) =>
        new("queue:job_completed", new JobEnded(job.JobId, job.QueueId, job.Result?.Confidence, job.Result?.DataPoints, null));

    public static SeedMessage Failed(ChartJobView job) =>
        new("queue:job_failed", new JobEnded(job.JobId, job.QueueId, null, null, job.Error));

    public static SeedMessage StatusChanged(ChartJobView job) =>
        new("job:status_changed", new JobStatus(job.JobId, job.Status, job.Progress, job.Error));

    public static SeedMessage Progress(Guid jobId, int progress) =>
        new("job:progress_updated", new JobProgress(jobId, progress));

    public static SeedMessage Healthy { get; } = new("system:service_status", new ServiceStatus("healthy", "graph-queue-service"));

    public static SeedMessage Error(string error) => new("system:error", new SystemError(error));

    private sealed record JobAdded(
        [property: JsonPropertyName("job_id")] Guid JobId, [property: JsonPropertyName("queue_id")] Guid? QueueId, ChartJobView Job);

    private sealed record QueueStatus(
        [property: JsonPropertyName("queue_id")] Guid QueueId,
        string Status,
        [property: JsonPropertyName("max_concurrent_jobs")] int MaxConcurrentJobs);

    private sealed record JobStatus([property: JsonPropertyName("job_id")] Guid JobId, string Status, int Progress, string? Error);

    private sealed record JobProgress([property: JsonPropertyName("job_id")] Guid JobId, int Progress);

    private sealed record JobEnded(
        [property: JsonPropertyName("job_id")] Guid JobId,
        [property: JsonPropertyName("queue_id")] Guid? QueueId,
        double? Confidence,
        [property: JsonPropertyName("data_points")] int? DataPoints,
        string? Error);

    private sealed record ServiceStatus(string Status, string Service);

    private sealed record SystemError(string Error);
}
