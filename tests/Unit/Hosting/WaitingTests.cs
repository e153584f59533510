using Suite.Hosting;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Engine;
using Xunit;

namespace Suite.Tests.Unit.Hosting;

public sealed class WaitingTests
{
    private readonly IDistributedApplicationBuilder _builder = DistributedApplication.CreateBuilder();
    private readonly ResourceNotificationService _notifications = new();

    [Fact]
    public async Task WaitFor_waits_for_running_and_ready()
    {
        var (waiter, dependency) = Pair((waiter, dependency) => waiter.WaitFor(dependency));
        var waiting = Gate().WaitAsync(waiter, _ => { }, TestContext.Current.CancellationToken);

        await PublishAsync(dependency, snapshot => snapshot with { State = KnownResourceStates.Running });
        Assert.False(waiting.IsCompleted);
        await PublishAsync(dependency, snapshot => snapshot with { ReadyTimeStamp = DateTime.UnixEpoch });

        await waiting;
    }

    [Fact]
    public async Task WaitForStart_is_content_with_running()
    {
        var (waiter, dependency) = Pair((waiter, dependency) => waiter.WaitForStart(dependency));
        var waiting = Gate().WaitAsync(waiter, _ => { }, TestContext.Current.CancellationToken);

        await PublishAsync(dependency, snapshot => snapshot with { State = KnownResourceStates.Running });

        await waiting;
    }

    [Fact]
    public async Task WaitForCompletion_wants_its_exit_code()
    {
        var (waiter, dependency) = Pair((waiter, dependency) => waiter.WaitForCompletion(dependency, exitCode: 2));
        await PublishAsync(dependency, snapshot => snapshot with { State = KnownResourceStates.Exited, ExitCode = 2 });

        await Gate().WaitAsync(waiter, _ => { }, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_dependency_that_failed_ends_the_wait_where_nobody_can_start_it_again_and_not_where_a_dashboard_can()
    {
        var (waiter, dependency) = Pair((waiter, dependency) => waiter.WaitFor(dependency));
        await PublishAsync(dependency, snapshot => snapshot with { State = KnownResourceStates.FailedToStart, Reason = "No luck." });

        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => Gate().WaitAsync(waiter, _ => { }, TestContext.Current.CancellationToken));
        var patient = Gate(WaitBehavior.WaitOnResourceUnavailable).WaitAsync(waiter, _ => { }, TestContext.Current.CancellationToken);

        Assert.Contains("No luck.", refusal.Message);
        Assert.False(patient.IsCompleted);
    }

    [Fact]
    public void A_child_waits_for_its_parent_and_nobody_for_itself()
    {
        var server = _builder.AddPostgres("postgres");
        var database = server.AddDatabase("suitedb");

        Assert.Equal(server.Resource, Assert.Single(WaitGate.WaitsOf(database.Resource)).Resource);
        Assert.Throws<DistributedApplicationException>(() => server.WaitFor(server));
        Assert.Throws<DistributedApplicationException>(() => database.WaitFor(server));
    }

    private WaitGate Gate(WaitBehavior behavior = WaitBehavior.StopOnResourceUnavailable) => new(_notifications, behavior);

    private (IResource Waiter, IResource Dependency) Pair(
        Action<IResourceBuilder<ExecutableResource>, IResourceBuilder<ExecutableResource>> wait)
    {
        var waiter = _builder.AddExecutable("waiter", "sh", "/");
        var dependency = _builder.AddExecutable("dependency", "sh", "/");
        wait(waiter, dependency);
        return (waiter.Resource, dependency.Resource);
    }

    private Task PublishAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        _notifications.PublishUpdateAsync(resource, change);
}
