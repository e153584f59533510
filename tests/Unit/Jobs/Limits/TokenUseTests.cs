using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Suite.Jobs;
using Suite.Platform;
using Xunit;

namespace Suite.Tests.Unit.Jobs.Limits;

public class TokenUseTests
{
    [Fact]
    public async Task Tokens_that_cannot_be_written_for_any_reason_fail_nothing_and_are_kept_for_the_next_time()
    {
        var source = NpgsqlDataSource.Create("Host=127.0.0.1");
        // Not an NpgsqlException: the pool itself is gone.
        await source.DisposeAsync();
        var db = new Db(source);
        using var keys = new LimitedKeys(db, new NoSignals(), TimeProvider.System);
        using var item = Item();
        item.UseTokens(7);

        await new TokenUse(db, keys, NullLogger<TokenUse>.Instance).WriteAsync(item, CancellationToken.None);

        Assert.Equal(7, item.TakeTokens());
    }

    private static RunningItem Item() => new()
    {
        TeamId = Guid.Empty,
        JobId = Guid.Empty,
        ItemId = 1,
        Kind = "caption",
        Step = "write",
        AttemptId = 1,
        Attempt = 1,
        Queue = "captions",
        MaxAttempts = 1,
        Chained = false,
        LeaseUntil = DateTimeOffset.MaxValue,
        Waited = TimeSpan.Zero,
        JobItems = 1,
        UsageKeys = ["everybody"],
        Place = Place.First,
    };

    private sealed class NoSignals : ISignals, IDisposable
    {
        public bool IsListening => false;

        public IDisposable Subscribe(string name, Action<string> onSignal) => this;

        public Task PublishAsync(string name, string payload, CancellationToken cancel) => Task.CompletedTask;

        public Task PublishAsync(ISql within, string name, string payload, CancellationToken cancel) => Task.CompletedTask;

        public void Dispose()
        {
            // Nothing was subscribed to.
        }
    }
}
