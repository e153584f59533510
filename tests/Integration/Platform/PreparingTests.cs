using Npgsql;
using Suite.Jobs;
using Suite.Platform;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Platform;

/// <summary>The driver prepares a statement with its second use on a connection, and gives that connection to whoever comes next.</summary>
public class PreparingTests(PostgresServer postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_statement_that_fails_while_it_is_prepared_is_as_good_as_new_for_the_next_one(bool inTransaction)
    {
        var oneConnection = await postgres.CreateDatabaseAsync() + ";Maximum Pool Size=1;Max Auto Prepare=20;Auto Prepare Min Usages=2";
        await using var source = NpgsqlDataSource.Create(oneConnection);
        var db = new Db(source);

        await AskAsync("first");
        await Assert.ThrowsAsync<PostgresException>(() => AskAsync("\0"));
        await AskAsync("second");
        await AskAsync("third");

        async Task AskAsync(string text) => Assert.Equal(
            text, inTransaction ? await db.InTransactionAsync(sql => AnswerAsync(sql, text), Cancel) : await AnswerAsync(db, text));
    }

    [Fact]
    public async Task Who_sends_what_no_text_can_hold_harms_nobody_else()
    {
        await using var backend = await BackendApp.StartAsync(await postgres.CreateDatabaseAsync(), null, ("Jobs:RunItems", "false"));

        await backend.Get<IJobQueue>().EnqueueAsync(Jobs.JobsReplica.New() with { TeamId = await backend.TeamAsync() }, Cancel);

        var bad = await StatusesAsync("/api/jobs?queue=%00");
        var good = await StatusesAsync("/api/jobs?queue=tests");

        Assert.Equal([400], bad);
        Assert.Equal([200], good);

        // Often enough for every connection of the pool to have its turn.
        async Task<int[]> StatusesAsync(string path)
        {
            var statuses = new HashSet<int>();
            for (var i = 0; i < 50; i++)
                using (var answer = await backend.Client.GetAsync(path, Cancel))
                    statuses.Add((int)answer.StatusCode);
            return [.. statuses];
        }
    }

    private static Task<string?> AnswerAsync(ISql sql, string text) =>
        sql.FirstAsync("select $1", args => args.AddText(text), row => row.GetString(0), Cancel);
}
