using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Captioning;

/// <summary>One backend for all tests of a class that only ask and are refused. It runs no items; <c>a.png</c> is in its workspace.</summary>
public sealed class SharedCaptioning(PostgresServer postgres) : IAsyncLifetime
{
    internal CaptioningApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        App = await CaptioningApp.StartAsync(postgres, ("Jobs:RunItems", "false"));
        App.AddFile("a.png");
    }

    /// <summary>So many files, empty ones: their names.</summary>
    internal string[] Files(int count)
    {
        Directory.CreateDirectory(Path.Combine(App.Workspace, "many"));
        string[] names = [.. Enumerable.Range(0, count).Select(number => $"many/{number}.png")];
        foreach (var name in names)
            File.WriteAllBytes(Path.Combine(App.Workspace, name), []);
        return names;
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
