using Microsoft.Extensions.Hosting;

namespace Suite.Access;

/// <summary>Runs after the migrations, which were added first, and before any worker and the server itself.</summary>
internal sealed class SeedOnStart(FirstAdmin admin) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => admin.SeedAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
