using Npgsql;
using Suite.Platform;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Platform;

public class DbTests(PostgresServer postgres)
{
    private const string Note = "insert into note (text) values ($1)";
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task What_is_to_be_last_in_a_transaction_runs_after_all_else_and_in_its_own_order()
    {
        await using var source = await PrepareAsync();
        var db = new Db(source);

        await db.InTransactionAsync(
            async sql =>
            {
                await sql.ExecuteLastAsync(Note, args => args.Add("third"), Cancel);
                await sql.ExecuteLastAsync(Note, args => args.Add("fourth"), Cancel);
                await sql.ExecuteAsync(Note, args => args.Add("first"), Cancel);
                await sql.ExecuteAsync(Note, args => args.Add("second"), Cancel);
            },
            Cancel);

        Assert.Equal(["first", "second", "third", "fourth"], await NotesAsync(db));
    }

    [Fact]
    public async Task A_transaction_whose_last_statement_fails_leaves_nothing_and_its_connection_is_as_good_as_new()
    {
        await using var source = await PrepareAsync();
        var db = new Db(source);

        var failure = await Assert.ThrowsAsync<PostgresException>(() => db.InTransactionAsync(
            async sql =>
            {
                await sql.ExecuteAsync(Note, args => args.Add("first"), Cancel);
                await sql.ExecuteLastAsync(Note, args => args.AddText(null), Cancel);
            },
            Cancel));
        await db.InTransactionAsync(sql => sql.ExecuteLastAsync(Note, args => args.Add("later"), Cancel), Cancel);

        Assert.Equal(PostgresErrorCodes.NotNullViolation, failure.SqlState);
        Assert.Equal(["later"], await NotesAsync(db));
    }

    [Fact]
    public async Task What_was_to_be_last_in_a_transaction_that_throws_is_not_run()
    {
        await using var source = await PrepareAsync();
        var db = new Db(source);

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.InTransactionAsync<bool>(
            async sql =>
            {
                await sql.ExecuteLastAsync(Note, args => args.Add("never"), Cancel);
                throw new InvalidOperationException();
            },
            Cancel));

        Assert.Empty(await NotesAsync(db));
    }

    // One connection, so that a transaction that was left open would be seen.
    private async Task<NpgsqlDataSource> PrepareAsync()
    {
        var source = NpgsqlDataSource.Create($"{await postgres.CreateDatabaseAsync()};Maximum Pool Size=1");
        await using var command = source.CreateCommand("create table note (id serial, text text not null)");
        await command.ExecuteNonQueryAsync();
        return source;
    }

    private static Task<List<string>> NotesAsync(Db db) =>
        db.QueryAsync("select text from note order by id", null, row => row.GetString(0), Cancel);
}
