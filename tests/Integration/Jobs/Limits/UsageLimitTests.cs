using System.Collections.Concurrent;
using Suite.Access;
using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs.Limits;

public class UsageLimitTests(PostgresServer postgres)
{
    private const string Provider = "provider:openai";

    private static readonly Caller Admin = new(null, JobsReplica.Team, Role.Admin, "admin");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task As_many_items_run_as_the_limit_allows_in_all_queues_and_replicas_together()
    {
        var crowd = new Crowd(full: 3);
        var database = await postgres.CreateDatabaseAsync();
        await using var desk = await JobsReplica.StartAsync(database);
        await SetAsync(desk, Provider, new SetLimit.Request(MaxRunning: 3));
        var jobs = new List<EnqueuedJob>();
        for (var i = 0; i < 4; i++)
            jobs.Add(await EnqueueAsync(desk, items: 10, queue: i % 2 == 0 ? "tests" : "others"));

        await using var first = await JobsReplica.StartAsync(database, crowd.WorkAsync);
        await using var second = await JobsReplica.StartAsync(database, crowd.WorkAsync);
        foreach (var job in jobs)
            await desk.EndedAsync(job.JobId);

        Assert.Equal(3, crowd.Most);
    }

    [Fact]
    public async Task A_queues_own_limits_hold_beside_them()
    {
        var crowd = new Crowd(full: 4);
        var database = await postgres.CreateDatabaseAsync();
        var queue = new QueueDefinition("tests", MaxRunningItems: 100, MaxRunningJobs: 2, MaxItemsPerJob: 2);
        await using var desk = await JobsReplica.StartAsync(database, queues: queue);
        await SetAsync(desk, Provider, new SetLimit.Request(MaxRunning: 50));
        var jobs = new List<EnqueuedJob>();
        for (var i = 0; i < 4; i++)
            jobs.Add(await EnqueueAsync(desk, items: 6));

        await using var first = await JobsReplica.StartAsync(database, crowd.WorkAsync, queues: queue);
        await using var second = await JobsReplica.StartAsync(database, crowd.WorkAsync, queues: queue);
        foreach (var job in jobs)
            await desk.EndedAsync(job.JobId);

        Assert.Equal((4, 2), (crowd.Most, crowd.MostJobs));
    }

    [Fact]
    public async Task So_many_items_start_in_any_minute_and_the_job_says_until_when_it_waits()
    {
        await using var replica = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync(), NothingAsync);
        await SetAsync(replica, Provider, new SetLimit.Request(PerMinute: 5));

        var job = (await EnqueueAsync(replica, items: 12)).JobId;
        await replica.UntilAsync(job, view => view.SucceededItems == 5);
        var reason = await ReasonAsync(replica, job);
        await AMinuteLaterAsync(replica);
        await replica.UntilAsync(job, view => view.SucceededItems == 10);
        var still = await ReasonAsync(replica, job);
        await AMinuteLaterAsync(replica);
        await replica.EndedAsync(job);

        Assert.Equal(Provider, reason.LimitKey);
        var now = await replica.Db.FirstAsync("select clock_timestamp()", null, row => row.GetFieldValue<DateTimeOffset>(0), Cancel);
        Assert.InRange(reason.Until!.Value, now, now.AddSeconds(61));
        Assert.Equal(Provider, still.LimitKey);
    }

    [Fact]
    public async Task Nothing_starts_while_the_tokens_of_the_last_minute_reach_the_limit()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(),
            (item, _) =>
            {
                item.UseTokens(60);
                return Task.FromResult(new ItemResult());
            },
            options => options.QueueConcurrency = 1);
        await SetAsync(replica, Provider, new SetLimit.Request(TokensPerMinute: 100));

        var job = (await EnqueueAsync(replica, items: 3)).JobId;
        await replica.UntilAsync(job, view => view.SucceededItems == 2);
        var reason = await ReasonAsync(replica, job);
        var used = Assert.Single(await replica.Get<LimitStore>().ListAsync(Admin, null, 10, Cancel));
        await AMinuteLaterAsync(replica);
        await replica.EndedAsync(job);

        Assert.Contains("100 tokens", reason.Detail, StringComparison.Ordinal);
        Assert.Equal(120, used.Tokens);
    }

    [Fact]
    public async Task A_limit_that_is_reached_names_the_teams_own_jobs_and_counts_those_of_others()
    {
        await using var replica = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync(), async (_, cancel) =>
        {
            await Task.Delay(Timeout.Infinite, cancel);
            return new ItemResult();
        });
        await SetAsync(replica, Provider, new SetLimit.Request(MaxRunning: 3));
        var theirs = await replica.Queue.EnqueueAsync(
            JobsReplica.New(queue: "others") with { TeamId = Guid.NewGuid(), LimitKeys = [Provider] }, Cancel);
        await replica.UntilCountAsync("select count(*) from jobs.leased_item", 1);
        var ours = (await EnqueueAsync(replica, items: 2)).JobId;
        await replica.UntilCountAsync("select count(*) from jobs.leased_item", 3);

        var waits = (await EnqueueAsync(replica)).JobId;
        var reason = await ReasonAsync(replica, waits);

        Assert.EndsWith($"3 do: 2 of job {ours}, 1 of other teams.", reason.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(theirs.JobId.ToString(), reason.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_of_none_stops_its_jobs_and_no_others_until_it_is_changed()
    {
        await using var replica = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync(), NothingAsync);
        await SetAsync(replica, $"team:{JobsReplica.Team}", new SetLimit.Request(MaxRunning: 0));

        var stopped = (await EnqueueAsync(replica, items: 3)).JobId;
        var stranger = JobsReplica.New(items: 3) with { TeamId = Guid.NewGuid() };
        var others = await replica.Queue.EnqueueAsync(stranger, Cancel);
        await ServiceDefaults.Eventually.TrueAsync(async () =>
            (await replica.Queue.FindAsync(stranger.TeamId, others.JobId, Cancel))!.State == JobState.Succeeded);
        var before = await replica.FindAsync(stopped);
        var reason = await ReasonAsync(replica, stopped);
        await SetAsync(replica, $"team:{JobsReplica.Team}", new SetLimit.Request(MaxRunning: 1));
        await replica.EndedAsync(stopped);

        Assert.Equal(JobState.Pending, before.State);
        Assert.Equal(($"team:{JobsReplica.Team}", (DateTimeOffset?)null), (reason.LimitKey, reason.Until));
    }

    [Fact]
    public async Task Jobs_that_wait_for_a_limit_do_not_keep_those_behind_them_waiting()
    {
        await using var replica = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), NothingAsync, options => options.MaxRunningItems = 2);
        await SetAsync(replica, Provider, new SetLimit.Request(PerMinute: 0));
        for (var i = 0; i < 60; i++)
            await EnqueueAsync(replica);

        var free = await replica.EnqueueAsync(items: 5);

        Assert.Equal(JobState.Succeeded, (await replica.EndedAsync(free.JobId)).State);
        Assert.Equal(60, await replica.CountAsync("select count(*) from jobs.item where state = 'ready'"));
    }

    private static Task<UsageLimit> SetAsync(JobsReplica replica, string key, SetLimit.Request limit) =>
        replica.Get<LimitStore>().SetAsync(Admin, key, limit, Cancel);

    private static Task<EnqueuedJob> EnqueueAsync(JobsReplica replica, int items = 1, string queue = "tests") =>
        replica.Queue.EnqueueAsync(JobsReplica.New(items, queue: queue) with { LimitKeys = [Provider] }, Cancel);

    /// <summary>As if what was used had been used a minute earlier.</summary>
    private static Task AMinuteLaterAsync(JobsReplica replica) =>
        replica.ExecuteAsync("update jobs.usage set second = second - interval '61 s'");

    private static async Task<WaitReason> ReasonAsync(JobsReplica replica, Guid job) =>
        (await replica.Get<IJobControl>().ExplainAsync(JobsReplica.Team, job, Cancel))!.Reasons.Single(reason => reason.Code == "usage-limit");

    private static Task<ItemResult> NothingAsync(ItemContext item, CancellationToken cancel) => Task.FromResult(new ItemResult());

    /// <summary>Counts who is at work at the same time. Nobody leaves before <paramref name="full"/> have been there together.</summary>
    private sealed class Crowd(int full)
    {
        private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ConcurrentDictionary<long, Guid> _present = [];
        private readonly Lock _lock = new();

        public int Most { get; private set; }
        public int MostJobs { get; private set; }

        public async Task<ItemResult> WorkAsync(ItemContext item, CancellationToken cancel)
        {
            lock (_lock)
            {
                _present[item.ItemId] = item.JobId;
                Most = Math.Max(Most, _present.Count);
                MostJobs = Math.Max(MostJobs, _present.Values.Distinct().Count());
                if (_present.Count >= full)
                    _full.TrySetResult();
            }
            await _full.Task.WaitAsync(cancel);
            await Task.Delay(15, cancel);
            lock (_lock)
                _present.TryRemove(item.ItemId, out _);
            return new ItemResult();
        }
    }
}
