using Suite.Charts.Extractions;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Charts.Live;

/// <summary>The job that a live message is about, read once for all clients: however many follow a queue, it is one question.</summary>
internal sealed class ToldJobs(ChartJobs jobs)
{
    private readonly SharedBy<LiveMessage, ChartJobView?> _read = new();

    public Task<ChartJobView?> FindAsync(Guid teamId, LiveMessage message, Guid jobId, CancellationToken cancel) =>
        _read.GetAsync(message, () => jobs.FindAsync(teamId, jobId, CancellationToken.None), cancel);
}
