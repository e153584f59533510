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
    public async Task Large_events_keep_their_order_and_their_numbers_across_batches()
    {
        var recorder = new Recorder(null, Topic);
        await using var app = await StartAsync(await postgres.CreateDatabaseAsync(), recorder);
        var much = new string('x', 900_000);

        await app.PublishAsync([.. Enumerable.Range(1, 30).Select(number => new NewEvent(Topic, Team, new { number, much }, Live: true))]);

        Assert.Equal(Enumerable.Range(1, 30), (await recorder.TakeAsync(30, Cancel)).ConvertAll(published => published.Number()));
        Assert.Equal(
            Enumerable.Range(1, 30).Select(number => ((long)number, number)),
            (await FollowAsync(app, 30)).ConvertAll(message => (message.Seq, message.Payload.GetProperty("number").GetInt32())));
    }

    [Fact]
    public async Task An_event_that_is_too_large_is_refused_and_nothing_is_written()
    {
        var recorder = new Recorder(null, Topic);
        await using var app = await StartAsync(await postgres.CreateDatabaseAsync(), recorder);
        var tooMuch = new string('x', IOutbox.LongestPayload);

        await Assert.ThrowsAsync<ArgumentException>(() => app.PublishAsync(
            new NewEvent(Topic, Team, new { number = 1 }), new NewEvent(Topic, Team, new { tooMuch })));
        await app.PublishAsync(Team, 2);

        Assert.Equal(2, Assert.Single(await recorder.TakeAsync(1, Cancel)).Number());
    }

    [Fact]
    public async Task An_event_whose_transaction_commits_long_after_the_others_still_leaves()
    {
        var recorder = new Recorder(null, Topic);
        await using var app = await StartAsync(await postgres.CreateDatabaseAsync(), recorder);

        await app.Db.InTransactionAsync(
            async sql =>
            {
                await app.Get<IOutbox>().AddAsync(sql, [new NewEvent(Topic, Team, new { number = 0 })], Cancel);
                await app.PublishAsync(Team, [.. Enumerable.Range(1, 2_000)]);
                await recorder.TakeAsync(2_000, Cancel);
            },
            Cancel);

        Assert.Equal(0, Assert.Single(await recorder.TakeAsync(1, Cancel)).Number());
    }

    [Fact]
    public async Task Without_events_the_outbox_is_left_alone_and_the_next_one_leaves_at_once()
    {
        var recorder = new Recorder(null, Topic);
        await using var app = await StartAsync(await postgres.CreateDatabaseAsync(), recorder);
        await app.PublishAsync(Team, 1);
        await recorder.TakeAsync(1, Cancel);

        // The dispatcher is who holds the lock.
        await Eventually.TrueAsync(() => app.Db.FirstAsync(
            """
            select coalesce(bool_or(clock_timestamp() - activity.state_change > interval '2.5 s'), false)
            from pg_stat_activity activity
            join pg_locks on pg_locks.pid = activity.pid and locktype = 'advisory' and granted
            where activity.datname = current_database()
            """,
            null, row => row.GetBoolean(0), Cancel));
        await app.PublishAsync(Team, 2);

        Assert.Equal(2, Assert.Single(await recorder.TakeAsync(1, Cancel)).Number());
    }

    [Fact]
    public async Task A_dispatcher_that_is_cut_off_in_the_middle_leaves_no_gap_and_says_nothing_twice()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var one = await StartAsync(database, new Recorder(null, OtherTopic));
        await using var other = await StartAsync(database, new Recorder(null, OtherTopic));

        foreach (var hundred in Enumerable.Range(0, 10))
        {
            await Task.WhenAll(Enumerable.Range(1, 10).Select(ten =>
                (ten % 2 == 0 ? one : other).PublishAsync(Team, [.. Enumerable.Range((hundred * 100) + (ten * 10), 10)])));
            await one.Db.ExecuteAsync(
                """
                select pg_terminate_backend(pid) from pg_locks
                where locktype = 'advisory' and granted
                    and database = (select oid from pg_database where datname = current_database())
                """,
                null, Cancel);
        }

        var messages = await FollowAsync(one, 1_000);
        Assert.Equal(Enumerable.Range(1, 1_000).Select(seq => (long)seq), messages.Select(message => message.Seq));
        Assert.Equal(1_000, messages.Select(message => message.Payload.GetProperty("number").GetInt32()).Distinct().Count());
    }

    [Fact]
    public async Task A_parked_event_is_kept_for_a_month()
    {
        var recorder = new Recorder(_ => throw new InvalidOperationException("poison"), Topic);
        await using var app = await StartAsync(await postgres.CreateDatabaseAsync(), recorder);
        await app.PublishAsync(Team, 1, 2);
        Task<long> ParkedAsync() => app.Db.FirstAsync(
            "select count(*) from platform.delivery where parked_at is not null", null, row => row.GetInt64(0), Cancel);
        await Eventually.TrueAsync(async () => await ParkedAsync() == 2);
        await app.Db.ExecuteAsync(
            "update platform.delivery set parked_at = parked_at - interval '31 days' where payload like '%1%'", null, Cancel);

        await app.Get<Housekeeping>().TidyAsync(Cancel);

        Assert.Equal(1, await ParkedAsync());
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

        // Delivery is at least once: the first comes again when the database went before it was ticked off.
        int next;
        do
            next = Assert.Single(await recorder.TakeAsync(1, Cancel)).Number();
        while (next == 1);
        Assert.Equal(2, next);
    }

    private static async Task<List<LiveMessage>> FollowAsync(BackendApp app, int count)
    {
        var messages = new List<LiveMessage>();
        await foreach (var message in app.Get<ILiveChannel>().SubscribeAsync(Team, 0, Cancel))
        {
            messages.Add(message);
            if (messages.Count == count)
                break;
        }

        return messages;
    }

    private static Task<BackendApp> StartAsync(string database, Recorder recorder) => BackendApp.StartAsync(
        database,
        builder => builder.Services.AddSingleton<IEventSubscriber>(recorder),
        ("Platform:DeliveryRetryDelay", "00:00:00.05"),
        ("Platform:DeliveryAttempts", "3"));
}
