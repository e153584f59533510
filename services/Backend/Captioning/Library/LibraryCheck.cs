using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Suite.Captioning;

/// <summary>Reads the library when the process starts, so that a bad perspective stops it then and there, and keeps its versions.</summary>
internal sealed partial class LibraryCheck(IServiceProvider services, ILogger<LibraryCheck> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var changed in await services.GetRequiredService<PerspectiveStore>().KeepShippedAsync(cancellationToken))
            Log.ChangedInPlace(logger, changed.Name, changed.Version);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The file of perspective {Name} was changed, and its version is {Version} still: captions of before look as if made by it.")]
        public static partial void ChangedInPlace(ILogger logger, string name, string version);
    }
}
