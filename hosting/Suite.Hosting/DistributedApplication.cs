using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Engine;

namespace Suite.Hosting;

/// <summary>The application as built: run it, or start and stop it.</summary>
public sealed class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;
    private bool _started;

    internal DistributedApplication(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    /// <summary>Clears away what belongs to the run when the application is disposed.</summary>
    internal Func<ValueTask>? OnDisposed { get; set; }

    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) =>
        CreateBuilder(new DistributedApplicationOptions { Args = args });

    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) =>
        new DistributedApplicationBuilder(options);

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        _started = true;
        await _host.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        _started = false;
        await _host.StopAsync(cancellationToken);
    }

    /// <summary>Runs until Ctrl-C, SIGTERM or <see cref="StopAsync"/>; every process has ended when it returns.</summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        // A test starts and stops the application itself.
        if (Services.GetService<BuildInterception>() is { } test)
        {
            await test.Finished.WaitAsync(cancellationToken);
            return;
        }

        var stopping = Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            await _host.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Ctrl-C before everything had been told to start: nothing went wrong.
        }
        catch (DistributedApplicationException refusal)
        {
            // Said in words for people: a stack trace would bury it.
            await Console.Error.WriteLineAsync(refusal.Message);
            Environment.ExitCode = 1;
        }
    }

    public void Run() => RunAsync().GetAwaiter().GetResult();

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        if (_started)
            await StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        if (OnDisposed is { } clear)
            await clear();
    }
}
