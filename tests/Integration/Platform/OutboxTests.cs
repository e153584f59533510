using Microsoft.Extensions.DependencyInjection;
using Suite.Platform;
using Suite.Testing;
using Suite.Tests.Integration.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Integration.Platform;

public class OutboxTests(PostgresServer postgres)
{
    private const string Topic = Publishing.Topic;
    private const string OtherTopic = "tests.other-happened";
    private static readonly Guid Team = Guid.CreateVersion7();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscriber_gets_every_event_once_and_those_of_a_transaction_in_their_order()
    {
        var recorder = new Recorder(null, Topic);
        await using var app = await StartAsync(await postgres.CreateDatabaseAsync(), recorder);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(transaction =>
            app.PublishAsync(Team, [.. Enumerable.Range(transaction * 100, 50)])));

        var numbers = (await recorder.TakeAsync(1_000, Cancel)).ConvertAll(published => published.Number());
        Assert.Equal(1_000, numbers.Distinct().Count());
        Assert.All(numbers.GroupBy(number => number / 100), group => Assert.Equal(group.Order(), group));
        Assert.True(recorder.IsIdle);
    }

    [Fact]
    public async Task What_is_rolled_back_was_never_said()
    {
        var recorder = new Recorder(null, Topic);
        await using var app = await StartAsync(await postgres.CreateDatabaseAsync(), recorder);

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.Db.InTransactionAsync(
            async sql =>
            {
                await app.Get<IOutbox>().AddAsync(sql, [new NewEvent(Topic, Team, new { number = 1 })], Cancel);
                throw new InvalidOperationException();
            },
            Cancel));
        await app.PublishAsync(Team, 2);

        Assert.Equal(2, Assert.Single(await recorder.TakeAsync(1, Cancel)).Number());
    }

    [Fact]
    public async Task An_event_that_fails_is_tried_again_and_holds_up_its_own_topic_only()
    {
        var failures = 2;
        var recorder = new Recorder(
            published => published.Number() == 1 && Interlocked.Decrement(ref failures) >= 0
                ? throw new InvalidOperationException("not yet")
                : Task.CompletedTask,
            Topic, OtherTopic);
        await using var app = await StartAsync(await postgres.CreateDatabaseAsync(), recorder);

        await app.PublishAsync(
            new NewEvent(Topic, Team, new { number = 1 }),
            new NewEvent(Topic, Team, new { number = 2 }),
            new NewEvent(OtherTopic, Team, new { number = 3 }));

        var handled = await recorder.TakeAsync(3, Cancel);
        Assert.Equal([3, 1, 2], handled.ConvertAll(published => published.Number()));
        Assert.Equal(5, recorder.Attempts.Count);
    }

    [Fact]
    public async Task An_event_that_never_works_is_parked_with_its_error_and_the_others_go_on()
    {
        var recorder = new Recorder(
            published => published.Number() == 1 ? throw new InvalidOperationException("poison") : Task.CompletedTask, Topic);
        await using var app = await StartAsync(await postgres.CreateDatabaseAsync(), recorder);

        await app.PublishAsync(Team, 1, 2);

        Assert.Equal(2, Assert.Single(await recorder.TakeAsync(1, Cancel)).Number());
        var parked = await app.Db.QueryAsync(
            "select attempts, error from platform.delivery where parked_at is not null", null,
            row => (Attempts: row.GetInt32(0), Error: row.GetString(1)), Cancel);
        Assert.Equal(3, Assert.Single(parked).Attempts);
        Assert.Contains("poison", parked[0].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_dispatching_replica_goes_another_takes_over()
    {
        var database = await postgres.CreateDatabaseAsync();
        var first = new Recorder(null, Topic);
        var second = new Recorder(null, Topic);
        var leader = await StartAsync(database, first);
        await leader.PublishAsync(Team, 1);
        await first.TakeAsync(1, Cancel);
        await using var follower = await StartAsync(database, second);

        await leader.DisposeAsync();
        await follower.PublishAsync(Team, 2);

        Assert.Equal(2, Assert.Single(await second.TakeAsync(1, Cancel)).Number());
    }

    [Fact]
    public async Task A_restart_of_the_database_loses_no_event()
    {
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        var recorder = new Recorder(null, Topic);
        await using var app = await StartAsync(await server.CreateDatabaseAsync(), recorder);
        await app.PublishAsync(Team, 1);
        await recorder.TakeAsync(1, Cancel);

        await server.StopAsync();
        await server.StartAsync();
        await Eventually.TrueAsync(async () => (await app.Client.GetAsync("/health", Cancel)).IsSuccessStatusCode);
        await app.PublishAsync(Team, 2);

        Assert.Equal(2, Assert.Single(await recorder.TakeAsync(1, Cancel)).Number());
    }

    private static Task<BackendApp> StartAsync(string database, Recorder recorder) => BackendApp.StartAsync(
        database,
        builder => builder.Services.AddSingleton<IEventSubscriber>(recorder),
        ("Platform:DeliveryRetryDelay", "00:00:00.05"),
        ("Platform:DeliveryAttempts", "3"));
}
