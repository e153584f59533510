using Microsoft.Extensions.Logging;

namespace Suite.Hosting.ApplicationModel;

/// <summary>Gives commands to resources.</summary>
public sealed class ResourceCommandService(
    ResourceNotificationService notifications, ResourceLoggerService logs, IServiceProvider services)
{
    public Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource, string commandName, CancellationToken cancellationToken = default) =>
        ExecuteCommandAsync(resource.Name, commandName, cancellationToken);

    /// <summary>Runs the command; a failure, also of its own code, comes back as the result.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        if (!notifications.TryGetCurrentState(resourceId, out var current))
            return CommandResults.Failure($"There is no resource '{resourceId}'.");
        var command = current!.Resource.Annotations.OfType<ResourceCommandAnnotation>().FirstOrDefault(command => command.Name == commandName);
        if (command is null)
            return CommandResults.Failure($"The resource '{resourceId}' has no command '{commandName}'.");

        var logger = logs.GetLogger(current.Resource);
        try
        {
            return await command.ExecuteCommand(new ExecuteCommandContext
            {
                ResourceName = current.Resource.Name,
                ServiceProvider = services,
                CancellationToken = cancellationToken,
                Logger = logger,
            });
        }
        catch (OperationCanceledException)
        {
            return CommandResults.Canceled();
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "The command {Command} failed.", commandName);
            return CommandResults.Failure(failure);
        }
    }
}
