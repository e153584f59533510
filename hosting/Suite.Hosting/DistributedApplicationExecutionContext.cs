namespace Suite.Hosting;

public enum DistributedApplicationOperation
{
    Run,
    Publish,
}

/// <summary>Whether the program runs the application or writes a description of it.</summary>
public sealed class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    public DistributedApplicationOperation Operation { get; } = operation;

    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    /// <summary>Set when the application is built.</summary>
    public IServiceProvider ServiceProvider
    {
        get => field ?? throw new InvalidOperationException("Services are there only after Build().");
        internal set;
    }
}
