namespace Suite.ModelGateway.Local;

/// <summary>Loads the capabilities one after the other, so that the process listens at once and start-up uses one core.</summary>
internal sealed partial class CapabilityLoader(IEnumerable<ICapability> capabilities, ILogger<CapabilityLoader> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        foreach (var capability in capabilities)
        {
            try
            {
                await capability.LoadAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            if (capability.Status is { State: CapabilityState.Ready, Detail: var detail })
                Log.Ready(logger, capability.Name, capability.Model, detail);
            else
                Log.NotReady(logger, capability.Name, capability.Model, capability.Status.State, capability.Status.Detail);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Capability {Name} ({Model}) is ready: {Detail}")]
        public static partial void Ready(ILogger logger, string name, string model, string detail);

        [LoggerMessage(LogLevel.Error, "Capability {Name} ({Model}) is not available, {State}: {Detail}")]
        public static partial void NotReady(
            ILogger logger, string name, string model, CapabilityState state, string detail);
    }
}
