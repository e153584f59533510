using System.Diagnostics;
using OpenTelemetry;

namespace Suite.ServiceDefaults;

/// <summary>
/// Keeps out of the traces what says nothing there: probes, which come every second from everywhere, and what the service names
/// by <see cref="UntracedRequests"/>.
/// </summary>
internal sealed class HealthProbeFilter(IEnumerable<UntracedRequests> untraced) : BaseProcessor<Activity>
{
    private readonly UntracedRequests[] _untraced = [.. untraced];

    // At its beginning, so that what the probe calls is not recorded either: it follows its parent.
    public override void OnStart(Activity data)
    {
        if (data.Kind == ActivityKind.Server && data.GetTagItem("url.path") is string path && SaysNothing(path))
            Forget(data);
    }

    // A client says where it goes only when it has been there.
    public override void OnEnd(Activity data)
    {
        if (data.Kind == ActivityKind.Client && data.GetTagItem("url.full") is string url && url.EndsWith("/health", StringComparison.Ordinal))
            Forget(data);
    }

    private bool SaysNothing(string path) => path is "/health" or "/alive" || Array.Exists(_untraced, requests => requests.Match(path));

    private static void Forget(Activity data)
    {
        data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        data.IsAllDataRequested = false;
    }
}
