using System.Diagnostics;
using Xunit;

namespace Suite.Tests.Integration.Hosting;

/// <summary>However the AppHost ends, nothing of it stays.</summary>
public sealed class NoOrphansTests
{
    [Fact]
    public async Task Ctrl_C_ends_every_process_also_one_that_does_not_listen()
    {
        await using var app = SampleAppHost.Start(SampleAppHost.NewFolder());
        var processes = await app.ProcessesAsync();
        var asked = Stopwatch.GetTimestamp();

        app.Signal("INT");
        await app.ExitAsync();
        await SampleAppHost.UntilGoneAsync(processes);

        // Five for the deaf one, and what a busy machine takes for the rest; after thirty the host would give up waiting.
        Assert.True(Stopwatch.GetElapsedTime(asked) < TimeSpan.FromSeconds(25));
    }

    [Fact]
    public async Task Nothing_outlives_an_AppHost_that_was_killed()
    {
        await using var app = SampleAppHost.Start(SampleAppHost.NewFolder());
        var processes = await app.ProcessesAsync();

        app.Signal("KILL");
        await app.ExitAsync();
        await SampleAppHost.UntilGoneAsync(processes);
    }

    [Fact]
    public async Task Two_copies_run_side_by_side_but_not_on_one_data_folder()
    {
        await using var first = SampleAppHost.Start(SampleAppHost.NewFolder());
        await first.ProcessesAsync();
        await using var second = SampleAppHost.Start(SampleAppHost.NewFolder());
        await second.ProcessesAsync();
        await using var intruder = SampleAppHost.Start(first.Data);

        var (exitCode, errors) = await intruder.ExitAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains($"runs on the data folder {first.Data}", errors);
    }
}
