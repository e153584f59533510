using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Assets;

/// <summary>One host for the tests of a class, which keep apart by their teams. Items run only where <see cref="RunningAssets"/> is asked for.</summary>
public class SharedAssets(PostgresServer postgres) : IAsyncLifetime
{
    internal AssetsHost Host { get; private set; } = null!;

    protected virtual bool RunItems => false;

    public async ValueTask InitializeAsync() => Host = await AssetsHost.StartAsync(postgres, RunItems);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>One host that also runs the intake.</summary>
public sealed class RunningAssets(PostgresServer postgres) : SharedAssets(postgres)
{
    protected override bool RunItems => true;
}
