using System.Text.Json;
using Suite.Charts.Products;
using Suite.Jobs;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Charts.Work;

/// <summary>Writes on an image what becomes of its latest extraction. That it is completed, the result itself says.</summary>
internal sealed class ImageFollower(ImageStore images) : IEventSubscriber
{
    private static readonly string[] Unfinished = [ImageStatus.Pending, ImageStatus.Processing, ImageStatus.Failed];

    public IReadOnlyCollection<string> Topics { get; } = [JobChanged.Topic];

    public async Task HandleAsync(PublishedEvent published, CancellationToken cancel)
    {
        var job = published.Payload.Deserialize<JobChanged>(SuiteJson.Options)!;
        if (job.Kind == DigitiseChart.Kind && StatusOf(job.State) is { } status)
            await images.FollowAsync(published.TeamId, job.JobId, status, Unfinished, cancel);
    }

    private static string? StatusOf(string state) => Enum.Parse<JobState>(state, ignoreCase: true) switch
    {
        JobState.Pending or JobState.Paused => ImageStatus.Pending,
        JobState.Running => ImageStatus.Processing,
        JobState.Failed or JobState.Cancelled => ImageStatus.Failed,
        _ => null,
    };
}
