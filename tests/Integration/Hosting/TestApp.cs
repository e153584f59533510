using Suite.Hosting;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Testing;
using Xunit;

namespace Suite.Tests.Integration.Hosting;

/// <summary>An application described by a test itself, started by the testing builder with native servers.</summary>
internal static class TestApp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task<DistributedApplication> StartAsync(Action<IDistributedApplicationBuilder> describe, params string[] args) =>
        StartAsync(describe, new DistributedApplicationTestingBuilderOptions(), args);

    public static async Task<DistributedApplication> StartAsync(
        Action<IDistributedApplicationBuilder> describe, DistributedApplicationTestingBuilderOptions options, params string[] args)
    {
        var app = await BuildAsync(describe, options, args);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    public static Task<DistributedApplication> BuildAsync(Action<IDistributedApplicationBuilder> describe, params string[] args) =>
        BuildAsync(describe, new DistributedApplicationTestingBuilderOptions(), args);

    private static async Task<DistributedApplication> BuildAsync(
        Action<IDistributedApplicationBuilder> describe, DistributedApplicationTestingBuilderOptions options, string[] args)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync(
            typeof(TestApp).Assembly,
            async words =>
            {
                var application = DistributedApplication.CreateBuilder(words);
                describe(application);
                await application.Build().RunAsync();
            },
            ["--Suite:Launcher=native", .. args],
            options,
            TestContext.Current.CancellationToken);
        return await builder.BuildAsync(TestContext.Current.CancellationToken);
    }

    public static Task<ResourceEvent> UntilAsync(this DistributedApplication app, string resource, Func<CustomResourceSnapshot, bool> condition) =>
        app.ResourceNotifications.WaitForResourceAsync(resource, change => condition(change.Snapshot), TestContext.Current.CancellationToken)
            .WaitAsync(Patience);

    public static Task<ResourceEvent> UntilStateAsync(this DistributedApplication app, string resource, string state) =>
        app.UntilAsync(resource, snapshot => snapshot.State?.Text == state);

    public static IResourceBuilder<ExecutableResource> AddShell(this IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddExecutable(name, "sh", Path.GetTempPath(), "-c", script);
}
