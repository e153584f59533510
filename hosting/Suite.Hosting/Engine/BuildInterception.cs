using Microsoft.Extensions.Configuration;

namespace Suite.Hosting.Engine;

/// <summary>
/// How a test gets hold of the application that an AppHost's own entry point describes: set on the flow that runs the entry
/// point, it changes the options before anything is described and waits with Build() until the test asks for it.
/// </summary>
internal sealed class BuildInterception
{
    private static readonly AsyncLocal<BuildInterception?> Active = new();
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static BuildInterception? Current
    {
        get => Active.Value;
        set => Active.Value = value;
    }

    public required Action<DistributedApplicationOptions> OnOptions { get; init; }

    public required Action<ConfigurationManager> OnConfiguration { get; init; }

    /// <summary>Returns when the application is to be built.</summary>
    public required Action<DistributedApplicationBuilder> OnBuilding { get; init; }

    public required Action<DistributedApplication> OnBuilt { get; init; }

    /// <summary>Until then the entry point stays in Run().</summary>
    public Task Finished => _finished.Task;

    public void Finish() => _finished.TrySetResult();
}
