using System.Diagnostics;
using OpenTelemetry;

namespace Suite.ServiceDefaults;

/// <summary>Keeps probes out of the traces: they come every second from everywhere and say nothing.</summary>
internal sealed class HealthProbeFilter : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.Kind == ActivityKind.Server && data.GetTagItem("url.path") is "/health" or "/alive")
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
