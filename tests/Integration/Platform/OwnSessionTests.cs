using Npgsql;
using Suite.Platform;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Platform;

/// <summary>The pool takes nothing back from a connection: whoever had it for himself does.</summary>
public class OwnSessionTests(PostgresServer postgres)
{
    private const string Changes = "listen something; set enable_seqscan = off; select pg_advisory_lock(7)";

    private const string Changed = """
        select array(select pg_listening_channels()) || array(select setting from pg_settings where name = 'enable_seqscan' and setting = 'off')
            || array(select locktype from pg_locks where pid = pg_backend_pid() and locktype = 'advisory')
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_session_changed_is_not_there_for_whoever_has_its_connection_next(bool failed)
    {
        await using var source = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync() + ";Maximum Pool Size=1;No Reset On Close=true");
        var db = new Db(source);
        string[] during;

        await using (var session = await db.OpenSessionAsync(Cancel))
        {
            var sql = Db.On(session.Connection);
            await ChangeAsync(session.Connection);
            during = await AskAsync(sql);
            if (failed)
            {
                await sql.ExecuteAsync("begin", null, Cancel);
                await Assert.ThrowsAsync<PostgresException>(() => sql.ExecuteAsync("select 1 / 0", null, Cancel));
            }
        }

        Assert.Equal(["something", "off", "advisory"], during);
        Assert.Empty(await AskAsync(db));
    }

    private static async Task<string[]> AskAsync(ISql sql) =>
        (await sql.FirstAsync(Changed, null, row => row.GetFieldValue<string[]>(0), Cancel))!;

    private static async Task ChangeAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Changes, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
