using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Suite.Hosting;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Testing;
using Xunit;

namespace Suite.Tests.Integration.Hosting;

/// <summary>Ports, images and servers: what the machine gives and what it does not.</summary>
public sealed class PlacesTests
{
    private const string Forever = "while :; do sleep 0.1; done";

    [Fact]
    public async Task A_taken_port_gives_way_to_the_next_free_one()
    {
        using var squatter = new TcpListener(IPAddress.Loopback, 0);
        squatter.Start();
        var taken = ((IPEndPoint)squatter.LocalEndpoint).Port;
        await using var app = await TestApp.StartAsync(
            builder => builder.AddShell("service", Forever).WithHttpEndpoint(port: taken, env: "PORT"),
            "--DcpPublisher:RandomizePorts=false");

        Assert.InRange(app.GetEndpoint("service").Port, taken + 1, taken + 100);
    }

    [Fact]
    public async Task An_image_without_a_recipe_is_skipped_and_is_not_in_anyones_environment()
    {
        await using var app = await TestApp.StartAsync(builder =>
        {
            var tool = builder.AddContainer("tool", "example/tool").WithHttpEndpoint(targetPort: 80);
            builder.AddShell("user", $"echo address: $TOOL_HTTP; {Forever}").WithReference(tool.GetEndpoint("http"));
        });

        var skipped = await app.UntilStateAsync("tool", "Skipped");
        await app.UntilStateAsync("user", KnownResourceStates.Running);

        Assert.Contains("no native recipe for the image example/tool", skipped.Snapshot.Reason);
        Assert.Equal("address:", await FirstLineAsync(app, "user"));
    }

    [Fact]
    public async Task Waiting_for_a_skipped_image_is_refused_at_the_start()
    {
        await using var app = await TestApp.BuildAsync(builder =>
            builder.AddShell("user", Forever).WaitFor(builder.AddContainer("tool", "example/tool")));

        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("'user' waits for 'tool', which cannot run here", refusal.Message);
    }

    [Fact]
    public async Task Starting_a_skipped_image_fails_with_the_reason()
    {
        await using var app = await TestApp.StartAsync(builder => builder.AddContainer("tool", "example/tool"));

        var refused = await app.ResourceCommands.ExecuteCommandAsync("tool", KnownResourceCommands.StartCommand);

        Assert.Contains("'tool' cannot run here. There is no native recipe", refused.Message);
    }

    [Fact]
    public async Task Redis_runs_as_this_machines_own_server_behind_its_generated_password()
    {
        await using var app = await TestApp.StartAsync(
            builder => builder.AddRedis("redis").WithDataVolume(), $"--Suite:Native={Suite.Testing.Repository.Root}/hosting/native");

        await app.ResourceNotifications.WaitForResourceHealthyAsync("redis", TestContext.Current.CancellationToken);
        var connection = await app.GetConnectionStringAsync("redis", TestContext.Current.CancellationToken);

        Assert.Matches(@"^localhost:\d+,password=\w{22}$", connection);
    }

    private static async Task<string> FirstLineAsync(DistributedApplication app, string resource)
    {
        var logs = app.Services.GetRequiredService<ResourceLoggerService>();
        await foreach (var lines in logs.WatchAsync(resource, TestContext.Current.CancellationToken))
            return lines[0].Content;
        return "";
    }
}
