using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using StackExchange.Redis;
using Suite.Platform;
using Suite.Testing;
using Suite.Tests.Integration.Observing;
using Xunit;

namespace Suite.Tests.Integration.Platform;

public sealed class ServerFiguresTests(PostgresServer postgres) : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    [Fact]
    public async Task PostgreSQL_tells_its_own_figures_without_an_exporter()
    {
        await using var source = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        var db = new Db(source);
        var postgresFigures = new PostgresFigures(db, Meters, NullLogger<PostgresFigures>.Instance);
        using var figures = new Measurements("Suite.Postgres", Meters);
        await db.ExecuteAsync("create table thing as select generate_series(1, 1000) as id", null, Cancel);
        await using var session = await db.OpenSessionAsync(Cancel);
        var waiting = session.Connection;
        await using var open = await waiting.BeginTransactionAsync(Cancel);
        await Db.On(waiting).ExecuteAsync("select 1", null, Cancel);

        await postgresFigures.ReadAsync(Cancel);
        figures.Ask();

        Assert.Equal(1, figures.Sum("suite.postgres.up"));
        Assert.Equal(1, figures.Sum("suite.postgres.connections", ("state", "idle in transaction")));
        Assert.Equal(300, figures.Sum("suite.postgres.connections.limit"));
        Assert.Equal(["transaction.longest", "size", "wal", "uptime"], Positive(figures, "transaction.longest", "size", "wal", "uptime"));
        Assert.True(figures.Sum("suite.postgres.blocks", ("source", "cache")) > 0);
        Assert.True(figures.Sum("suite.postgres.locks", ("granted", "true")) > 0);
        Assert.Single(figures.Of("suite.postgres.checkpoints"), figure => figure.Tags["kind"] == "timed");
        Assert.True(figures.Sum("suite.postgres.table.size", ("table", "public.thing")) > 8_192);
    }

    [Fact]
    public async Task A_figure_that_one_may_not_see_is_left_out_and_said_once()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var owner = NpgsqlDataSource.Create(database);
        await new Db(owner).ExecuteAsync(
            "revoke select on pg_stat_wal from public; create role onlooker login password 'onlooker'", null, Cancel);
        await using var onlooker = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database) { Username = "onlooker", Password = "onlooker" }.ConnectionString);
        var log = new Lines();
        var postgresFigures = new PostgresFigures(new Db(onlooker), Meters, log);
        using var figures = new Measurements("Suite.Postgres", Meters);

        await postgresFigures.ReadAsync(Cancel);
        await postgresFigures.ReadAsync(Cancel);
        figures.Ask();

        Assert.Empty(figures.Of("suite.postgres.wal"));
        Assert.Equal(["up", "size"], Positive(figures, "up", "size"));
        Assert.Contains("write-ahead log", Assert.Single(log.Texts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PostgreSQL_that_is_away_is_down_and_tells_nothing_old()
    {
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        await using var source = NpgsqlDataSource.Create(await server.CreateDatabaseAsync());
        var postgresFigures = new PostgresFigures(new Db(source), Meters, NullLogger<PostgresFigures>.Instance);
        using var figures = new Measurements("Suite.Postgres", Meters);
        await postgresFigures.ReadAsync(Cancel);

        await server.StopAsync();
        await postgresFigures.ReadAsync(Cancel);
        figures.Ask();

        Assert.Equal(0, Assert.Single(figures.Of("suite.postgres.up")).Value);
        Assert.Empty(figures.Of("suite.postgres.size"));
    }

    [Fact]
    public async Task Redis_tells_its_own_figures_and_is_down_when_it_is_away()
    {
        await using var server = new RedisServer();
        await server.InitializeAsync();
        using var redis = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        await redis.GetDatabase().StringSetAsync("here", 1);
        await redis.GetDatabase().StringGetAsync("here");
        await redis.GetDatabase().StringGetAsync("nowhere");
        var redisFigures = new RedisFigures(Meters, redis);
        using var figures = new Measurements("Suite.Redis", Meters);

        await redisFigures.ReadAsync(Cancel);
        figures.Ask();

        Assert.Equal(1, figures.Sum("suite.redis.up"));
        Assert.Equal(1, figures.Sum("suite.redis.hits"));
        // The client itself looks for a key of its own when it connects.
        Assert.True(figures.Sum("suite.redis.misses") >= 1);
        Assert.Equal(1, figures.Sum("suite.redis.keys", ("db", "db0")));
        Assert.Equal(1, figures.Sum("suite.redis.persistence.ok", ("file", "rdb")));
        Assert.True(figures.Sum("suite.redis.memory.used") > 100_000);

        await server.StopAsync();
        await redisFigures.ReadAsync(Cancel);
        figures.Ask();

        Assert.Equal(0, Assert.Single(figures.Of("suite.redis.up")).Value);
        Assert.Empty(figures.Of("suite.redis.keys"));
    }

    [Fact]
    public async Task Nobody_is_asked_while_nobody_listens()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody;Timeout=1");

        Assert.False(new PostgresFigures(new Db(nowhere), Meters, NullLogger<PostgresFigures>.Instance).Wanted);
        Assert.False(new RedisFigures(Meters).Wanted);
    }

    public void Dispose() => _services.Dispose();

    private static IEnumerable<string> Positive(Measurements figures, params string[] names) =>
        names.Where(name => figures.Sum($"suite.postgres.{name}") > 0);

    private sealed class Lines : ILogger<PostgresFigures>
    {
        public List<string> Texts { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Texts.Add(formatter(state, exception));
    }
}
