using System.Diagnostics;
using Suite.ServiceDefaults;

namespace Suite.ModelGateway.Local;

/// <summary>
/// What capabilities with one loaded model have in common: loaded and warmed in the background at start, or else by the first
/// request that needs it. A failure is not remembered, so weights that arrive later are found without a restart.
/// </summary>
internal abstract class LocalModel<T>(string name, string model) : ICapability, IDisposable
    where T : class, IDisposable
{
    private readonly Lock _loading = new();
    private volatile T? _loaded;

    public string Name { get; } = name;

    public string Model { get; } = model;

    public CapabilityStatus Status { get; private set; } = new(CapabilityState.Loading, "Its weights are being read.");

    public Task LoadAsync(CancellationToken cancel) => Task.Run(Load, cancel);

    /// <summary>The loaded model; throws <c>model-unavailable</c> with the remedy when it cannot be loaded.</summary>
    protected T Require()
    {
        if (_loaded is { } loaded)
            return loaded;

        lock (_loading)
        {
            if (_loaded is { } meanwhile)
                return meanwhile;
            var started = Stopwatch.GetTimestamp();
            var opened = Open();
            WarmUp(opened);
            Status = new(CapabilityState.Ready, $"Loaded in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms.");
            return _loaded = opened;
        }
    }

    /// <summary>Reads the weights, converting them if this is the first time.</summary>
    protected abstract T Open();

    /// <summary>Runs the model once on nothing, so that the first request does not pay for lazy initialisation.</summary>
    protected abstract void WarmUp(T model);

    public void Dispose() => _loaded?.Dispose();

    private void Load()
    {
        try
        {
            Require();
        }
        catch (ProblemException missing) when (missing.Kind == Problems.ModelUnavailable)
        {
            Status = new(CapabilityState.WeightsMissing, missing.Message);
        }
        catch (Exception broken)
        {
            Status = new(CapabilityState.Failed, broken.Message);
        }
    }
}
