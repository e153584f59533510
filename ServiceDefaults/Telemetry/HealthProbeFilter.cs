using System.Diagnostics;
using OpenTelemetry;

namespace Suite.ServiceDefaults;

/// <summary>Keeps probes out of the traces: they come every second from everywhere and say nothing.</summary>
internal sealed class HealthProbeFilter : BaseProcessor<Activity>
{
    // At its beginning, so that what the probe calls is not recorded either: it follows its parent.
    public override void OnStart(Activity data)
    {
        if (data.Kind == ActivityKind.Server && data.GetTagItem("url.path") is "/health" or "/alive")
            Forget(data);
    }

    // A client says where it goes only when it has been there.
    public override void OnEnd(Activity data)
    {
        if (data.Kind == ActivityKind.Client && data.GetTagItem("url.full") is string url && url.EndsWith("/health", StringComparison.Ordinal))
            Forget(data);
    }

    private static void Forget(Activity data)
    {
        data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        data.IsAllDataRequested = false;
    }
}
