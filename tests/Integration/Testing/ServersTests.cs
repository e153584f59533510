using Npgsql;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Testing;

public sealed class ServersTests(PostgresServer postgres, RedisServer redis)
{
    [Fact]
    public async Task A_new_database_is_empty_and_can_hold_vectors()
    {
        await using var source = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());

        await using var vector = source.CreateCommand("create extension vector; select '[1,2]'::vector <-> '[1,5]'::vector");

        Assert.Equal(3d, await vector.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Redis_listens_on_a_port_of_its_own()
    {
        Assert.NotEqual(6379, redis.Port);
    }
}
