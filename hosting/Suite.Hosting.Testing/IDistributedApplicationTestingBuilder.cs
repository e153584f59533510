namespace Suite.Hosting.Testing;

/// <summary>The application that an AppHost's own program describes, for a test to change, build and start.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable
{
    /// <summary>Lets the program go on to its Build() and returns what that gives.</summary>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
