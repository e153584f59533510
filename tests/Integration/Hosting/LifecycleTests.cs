using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Suite.Hosting;
using Suite.Hosting.ApplicationModel;
using Xunit;

namespace Suite.Tests.Integration.Hosting;

public sealed class LifecycleTests
{
    private const string Forever = "while :; do sleep 0.1; done";

    [Fact]
    public async Task A_resource_starts_when_what_it_waits_for_has_finished_and_its_events_come_in_order()
    {
        var happened = new ConcurrentQueue<string>();
        await using var app = await TestApp.StartAsync(builder =>
        {
            var first = builder.AddShell("first", "sleep 0.3");
            var second = builder.AddShell("second", Forever).WaitForCompletion(first);
            second.OnInitializeResource((_, _, _) => Note("initialize"));
            second.OnBeforeResourceStarted((_, _, _) => Note("before"));
            second.OnResourceReady((_, _, _) => Note("ready"));
            second.OnResourceStopped((_, _, _) => Note("stopped"));
            first.OnResourceStopped((_, _, _) => Note("first stopped"));
        });

        await app.ResourceNotifications.WaitForResourceHealthyAsync("second", TestContext.Current.CancellationToken);
        await app.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["initialize", "before", "ready", "stopped"], happened.Where(word => word != "first stopped"));
        Assert.Contains("first stopped", happened.TakeWhile(word => word != "ready"));

        Task Note(string word)
        {
            happened.Enqueue(word);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Whoever_waits_for_a_failed_program_does_not_start_and_says_why()
    {
        await using var app = await TestApp.StartAsync(builder =>
            builder.AddShell("second", Forever).WaitForCompletion(builder.AddShell("first", "exit 3")));

        var second = await app.UntilStateAsync("second", KnownResourceStates.FailedToStart);

        Assert.Contains("'first', which is Exited with exit code 3", second.Snapshot.Reason);
    }

    [Fact]
    public async Task A_crashed_service_is_started_again_and_its_exit_code_and_last_lines_are_shown()
    {
        var mark = NewMark();
        await using var app = await TestApp.StartAsync(builder => builder.AddShell("crasher", OnceOnly("echo last words")).WithEnvironment("MARK", mark));
        await app.UntilStateAsync("crasher", KnownResourceStates.Running);

        var crashed = await CrashAsync(app, mark);
        await app.UntilStateAsync("crasher", KnownResourceStates.Running);

        Assert.Equal(7, crashed.Snapshot.ExitCode);
        Assert.Contains("starting again in 1 s", crashed.Snapshot.Reason);
        Assert.Contains(Logs(app).LogOf("crasher").Tail(10), line => line.Content == "last words");
    }

    [Fact]
    public async Task Whoever_crashed_is_not_ready_until_it_has_been_looked_at_again()
    {
        var (readied, mark) = (0, NewMark());
        await using var app = await TestApp.StartAsync(builder =>
            builder.AddShell("crasher", OnceOnly(":"))
                .WithEnvironment("MARK", mark)
                .OnResourceReady((_, _, _) =>
                {
                    Interlocked.Increment(ref readied);
                    return Task.CompletedTask;
                }));

        await app.ResourceNotifications.WaitForResourceHealthyAsync("crasher", TestContext.Current.CancellationToken);
        var crashed = await CrashAsync(app, mark);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("crasher", TestContext.Current.CancellationToken);

        Assert.Null(crashed.Snapshot.ReadyTimeStamp);
        Assert.Equal(2, readied);
    }

    [Fact]
    public async Task A_ready_handler_that_fails_is_tried_again()
    {
        var tries = 0;
        await using var app = await TestApp.StartAsync(builder => builder.AddShell("service", Forever).OnResourceReady((_, _, _) =>
            ++tries == 1 ? throw new InvalidOperationException("not yet") : Task.CompletedTask));

        await app.ResourceNotifications.WaitForResourceHealthyAsync("service", TestContext.Current.CancellationToken);

        Assert.Equal(2, tries);
    }

    [Fact]
    public async Task A_ended_handler_that_fails_keeps_nothing_from_stopping()
    {
        await using var app = await TestApp.StartAsync(builder =>
            builder.AddShell("service", Forever).OnResourceStopped((_, _, _) => throw new InvalidOperationException("no farewell")));
        await app.UntilStateAsync("service", KnownResourceStates.Running);

        await app.StopAsync(TestContext.Current.CancellationToken);

        await app.UntilStateAsync("service", KnownResourceStates.Exited);
    }

    [Fact]
    public async Task Commands_stop_and_start_a_resource_and_an_explicit_one_waits_for_its_command()
    {
        await using var app = await TestApp.StartAsync(builder =>
        {
            builder.AddShell("running", Forever);
            builder.AddShell("later", Forever).WithExplicitStart();
        });
        await app.UntilStateAsync("running", KnownResourceStates.Running);
        Assert.Equal(KnownResourceStates.NotStarted, (await app.UntilAsync("later", _ => true)).Snapshot.State?.Text);

        var stopped = await app.ResourceCommands.ExecuteCommandAsync("running", KnownResourceCommands.StopCommand);
        await app.UntilStateAsync("running", KnownResourceStates.Exited);
        var started = await app.ResourceCommands.ExecuteCommandAsync("later", KnownResourceCommands.StartCommand);
        await app.UntilStateAsync("later", KnownResourceStates.Running);

        Assert.True(stopped.Success);
        Assert.True(started.Success);
    }

    [Fact]
    public async Task A_custom_command_runs_its_code_and_its_failure_is_a_result()
    {
        await using var app = await TestApp.StartAsync(builder => builder.AddShell("worker", Forever)
            .WithCommand("greet", "Greet", _ => Task.FromResult(CommandResults.Success()))
            .WithCommand("fail", "Fail", _ => throw new InvalidOperationException("not today")));

        var greeted = await app.ResourceCommands.ExecuteCommandAsync("worker", "greet");
        var failed = await app.ResourceCommands.ExecuteCommandAsync("worker", "fail");
        var unknown = await app.ResourceCommands.ExecuteCommandAsync("worker", "dance");

        Assert.True(greeted.Success);
        Assert.Equal("not today", failed.Message);
        Assert.False(unknown.Success);
    }

    [Fact]
    public async Task A_program_that_does_not_exist_fails_with_its_name()
    {
        await using var app = await TestApp.StartAsync(builder => builder.AddExecutable("ghost", "no-such-program", "/"));

        var failed = await app.UntilStateAsync("ghost", KnownResourceStates.FailedToStart);

        Assert.Contains("'no-such-program' was not found", failed.Snapshot.Reason);
    }

    private static string NewMark() => Path.Combine(Path.GetTempPath(), $"suite-mark-{Guid.NewGuid():n}");

    /// <summary>A program that crashes when its mark appears, and runs on the second time.</summary>
    private static string OnceOnly(string before) =>
        $"mkdir \"$MARK.once\" || {Forever}; until [ -e \"$MARK\" ]; do sleep 0.1; done; {before}; exit 7";

    /// <summary>Watches first: what restarts has this state for a second only.</summary>
    private static async Task<ResourceEvent> CrashAsync(DistributedApplication app, string mark)
    {
        var crashed = app.UntilStateAsync("crasher", "Restarting");
        await File.WriteAllTextAsync(mark, "", TestContext.Current.CancellationToken);
        return await crashed;
    }

    private static ResourceLoggerService Logs(DistributedApplication app) => app.Services.GetRequiredService<ResourceLoggerService>();
}
