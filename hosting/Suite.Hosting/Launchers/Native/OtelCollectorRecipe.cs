using Suite.Hosting.Engine;
using Suite.Hosting.Processes;

namespace Suite.Hosting.Launchers.Native;

/// <summary>The collector of an application that has no dashboard: the dashboard's program, for the sake of its hub.</summary>
internal sealed class OtelCollectorRecipe(EngineOptions options) : INativeRecipe
{
    public IReadOnlyList<string> Images => OtlpHub.Images;

    public IReadOnlyList<string> Users { get; } = [];

    public string? WhyNot() => File.Exists(options.DashboardAssembly)
        ? null
        : "Its native stand-in is a part of the dashboard's program, which this AppHost was built without.";

    public Task PrepareAsync(NativeContainer container, CancellationToken cancel) => Task.CompletedTask;

    public Task<LaunchSpec> DescribeAsync(NativeContainer container, CancellationToken cancel)
    {
        var environment = new Dictionary<string, object>
        {
            // The pages are there too, for nobody.
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={container.Launch.Resource.Name}-{container.Launch.Replica}",
        };
        OtlpHub.Listen(environment, endpoint => $"http://127.0.0.1:{container.Launch.PortOf(endpoint)}", options.DataFolder);
        if (container.Environment.GetValueOrDefault(OtlpHub.KeyVariable) is { } key)
            OtlpHub.Lock(environment, key);
        return Task.FromResult(new LaunchSpec("dotnet", [options.DashboardAssembly!], Path.GetDirectoryName(options.DashboardAssembly)!)
        {
            // A program of ours, not a server: it runs under our own account, as the services do.
            Environment = environment.ToDictionary(variable => variable.Key, variable => (string)variable.Value),
        });
    }
}
