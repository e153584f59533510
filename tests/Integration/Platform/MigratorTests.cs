using Suite.Platform;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Platform;

public class MigratorTests(PostgresServer postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_was_changed_after_it_was_applied_is_refused_by_name()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var app = await BackendApp.StartAsync(database))
            await app.Db.ExecuteAsync("update platform.migration set checksum = 'other' where module = 'access'", null, Cancel);

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => BackendApp.StartAsync(database));

        Assert.Contains("access/0001_access.sql has changed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_start_applies_nothing_again()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (await BackendApp.StartAsync(database))
        {
        }

        await using var again = await BackendApp.StartAsync(database);

        var applied = await again.Db.QueryAsync(
            "select module, count(*) from platform.migration group by module", null, row => row.GetString(0), Cancel);
        Assert.Contains("platform", applied);
    }

    [Fact]
    public async Task It_waits_for_a_database_that_is_not_there_yet()
    {
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        var database = await server.CreateDatabaseAsync();
        await server.StopAsync();

        var starting = BackendApp.StartAsync(database);
        await server.StartAsync();

        await using var app = await starting;
        Assert.True((await app.Client.GetAsync("/health", Cancel)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_vector_extension_is_there()
    {
        await using var app = await BackendApp.StartAsync(postgres);

        Assert.True(await app.Db.FirstAsync(
            "select exists (select from pg_extension where extname = 'vector')", null, row => row.GetBoolean(0), Cancel));
    }
}
