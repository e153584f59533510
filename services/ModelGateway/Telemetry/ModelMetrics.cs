using System.Diagnostics.Metrics;
using Suite.ModelGateway.Local;
using Suite.ModelGateway.Local.Vision;

namespace Suite.ModelGateway.Telemetry;

/// <summary>How busy the local models are, and which of them can be used.</summary>
internal sealed class ModelMetrics
{
    public ModelMetrics(IMeterFactory meters, ImageWork images, IEnumerable<ICapability> capabilities)
    {
        var meter = meters.Create(GenAiTelemetry.Name);
        meter.CreateObservableGauge(
            "suite.models.images",
            () => new[] { Measured(images.Running, "state", "running"), Measured(images.Waiting, "state", "waiting") },
            "{image}", "Images in work at local models, and those that wait for their turn.");
        meter.CreateObservableGauge(
            "suite.models.ready",
            () => capabilities.Select(model => Measured(model.Status.State == CapabilityState.Ready ? 1 : 0, "capability", model.Name)),
            "{model}", "1 when a local model can be used.");
    }

    private static Measurement<long> Measured(long value, string label, string word) => new(value, new KeyValuePair<string, object?>(label, word));
}
