using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs.External;

public class ExternalLeasesTests(PostgresServer postgres)
{
    private static readonly Claimant Worker = new("gpu", [$"{JobsReplica.Kind}/{JobsReplica.Step}"], JobsReplica.Team);

    [Fact]
    public async Task Who_waits_is_woken_by_new_work_and_does_not_look_for_it()
    {
        await using var desk = await JobsReplica.StartAsync(
            await postgres.CreateDatabaseAsync(), configure: options => options.Poll = TimeSpan.FromMinutes(1));
        var leases = desk.Get<ExternalLeases>();
        await leases.LeaseAsync(Worker, null, 1, TimeSpan.Zero, CancellationToken.None);

        var waiting = leases.LeaseAsync(Worker, null, 1, TimeSpan.FromSeconds(25), CancellationToken.None);
        await desk.EnqueueAsync();

        Assert.Single(await waiting.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Who_hangs_up_while_a_claim_is_made_leaves_nothing_leased()
    {
        await using var desk = await JobsReplica.StartAsync(await postgres.CreateDatabaseAsync());
        using var hungUp = new CancellationTokenSource();
        await desk.EnqueueAsync(items: 3);

        // The queue's row is held: the claim waits for it, and by then nobody waits for the claim.
        var leasing = desk.Db.InTransactionAsync(
            async sql =>
            {
                await sql.ExecuteAsync("select from jobs.queue for update", null, CancellationToken.None);
                var waiting = desk.Get<ExternalLeases>().LeaseAsync(Worker, null, 3, TimeSpan.Zero, hungUp.Token);
                await ServiceDefaults.Eventually.TrueAsync(async () => await desk.CountAsync(
                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()") > 0);
                await hungUp.CancelAsync();
                return waiting;
            },
            CancellationToken.None);

        Assert.Empty(await await leasing);
        Assert.Equal(3, await desk.CountAsync("select count(*) from jobs.item where state = 'ready' and attempts = 0"));
    }
}
