using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Charts;

/// <summary>One backend for the tests of a class, which keep apart by their products and queues. Nothing is read here.</summary>
public class SharedCharts(PostgresServer postgres) : IAsyncLifetime
{
    internal ChartsApp App { get; private set; } = null!;

    protected virtual bool RunItems => false;

    public async ValueTask InitializeAsync() =>
        App = await ChartsApp.StartAsync(postgres, ("Jobs:RunItems", RunItems ? "true" : "false"));

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>One backend that also reads charts.</summary>
public sealed class ReadingCharts(PostgresServer postgres) : SharedCharts(postgres)
{
    protected override bool RunItems => true;
}
