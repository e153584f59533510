using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.Engine;

/// <summary>Start, stop and restart, which every resource with a process has.</summary>
internal static class LifecycleCommands
{
    public static void Add(IResource resource, ApplicationEngine engine)
    {
        Add(resource, KnownResourceCommands.StartCommand, "Start", CanStart, context => engine.StartResourceAsync(context.ResourceName));
        Add(resource, KnownResourceCommands.StopCommand, "Stop", CanStop, context => engine.StopResourceAsync(context.ResourceName));
        Add(resource, KnownResourceCommands.RestartCommand, "Restart", CanRestart, async context =>
        {
            await engine.StopResourceAsync(context.ResourceName);
            await engine.StartResourceAsync(context.ResourceName);
        });
    }

    internal static ResourceCommandState CanStart(string? state) => state switch
    {
        KnownResourceStates.Finished or KnownResourceStates.FailedToStart or KnownResourceStates.Exited
            or KnownResourceStates.NotStarted or KnownResourceStates.Waiting => ResourceCommandState.Enabled,
        KnownResourceStates.Starting or KnownResourceStates.Building or KnownResourceStates.Skipped or null => ResourceCommandState.Disabled,
        _ => ResourceCommandState.Hidden,
    };

    internal static ResourceCommandState CanStop(string? state) => state switch
    {
        KnownResourceStates.Running or KnownResourceStates.Restarting => ResourceCommandState.Enabled,
        KnownResourceStates.Starting or KnownResourceStates.Stopping or null => ResourceCommandState.Disabled,
        _ => ResourceCommandState.Hidden,
    };

    internal static ResourceCommandState CanRestart(string? state) =>
        state is KnownResourceStates.Running or KnownResourceStates.Restarting ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    private static void Add(
        IResource resource, string name, string displayName, Func<string?, ResourceCommandState> state, Func<ExecuteCommandContext, Task> execute) =>
        resource.Annotations.Add(new ResourceCommandAnnotation(
            name, displayName, context => state(context.ResourceSnapshot.State?.Text),
            async context =>
            {
                await execute(context);
                return CommandResults.Success();
            },
            new CommandOptions()));
}
