using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs.External;

/// <summary>A backend that runs nothing itself. Leases last as long as in production: a test that needs one to run out says so.</summary>
public sealed class ExternalApp(PostgresServer postgres) : IAsyncLifetime
{
    /// <summary>A kind that the suite runs itself.</summary>
    public const string Ours = "ours";

    /// <summary>A kind that the suite runs itself, and whose outputs it also takes from outside.</summary>
    public const string Shared = "shared";

    public const int MaxOutputLength = 10_000;

    internal BackendApp App { get; private set; } = null!;

    private Guid Team { get; set; }

    public async ValueTask InitializeAsync()
    {
        App = await BackendApp.StartAsync(
            await postgres.CreateDatabaseAsync(),
            AddHandlers,
            ("Jobs:RunItems", "false"),
            ("Jobs:Heartbeat", "00:00:00.2"),
            ("Jobs:RescueEvery", "00:00:00.1"),
            ("Jobs:RetryBase", "00:00:00"),
            ("Jobs:Poll", "00:00:00.2"),
            ("Jobs:QueueConcurrency", "100"),
            ("Jobs:MaxOutputLength", $"{MaxOutputLength}"));
        Team = await App.TeamAsync();
        await App.Db.ExecuteAsync("create table output (attempt_id bigint)", null, CancellationToken.None);
    }

    internal async Task<Guid> EnqueueAsync(WorkerClient worker, int items = 1, object? input = null)
    {
        var item = new NewItem(WorkerClient.Step, Input: JsonSerializer.SerializeToElement(input ?? new { page = 7 }));
        var job = new NewJob(
            Team, "training", worker.Kind, [.. Enumerable.Repeat(item, items)], Config: JsonElement.Parse("""{"rate":0.1}"""));
        return (await App.Get<IJobQueue>().EnqueueAsync(job, CancellationToken.None)).JobId;
    }

    public async Task<JobView> JobAsync(Guid job) => (await App.Get<IJobQueue>().FindAsync(Team, job, CancellationToken.None))!;

    public async Task<IReadOnlyList<ItemView>> ItemsAsync(Guid job) =>
        (await App.Get<IJobQueue>().ListItemsAsync(Team, job, null, 200, null, CancellationToken.None)).Items;

    /// <summary>The worker as managers see it; null when it has not shown up.</summary>
    internal async Task<JsonElement?> SeenAsync(WorkerClient worker) =>
        JsonElement.Parse(await App.Client.GetStringAsync("/api/workers?limit=200")).GetProperty("items").EnumerateArray()
            .Where(seen => seen.GetProperty("name").GetString() == worker.Name).Select(seen => (JsonElement?)seen).SingleOrDefault();

    /// <summary>As if whoever took the job's items first had been silent since, for longer than a lease. Others keep theirs.</summary>
    public Task SilenceFirstAttemptsAsync(Guid job) => App.Db.ExecuteAsync(
        "update jobs.item set lease_until = now() - interval '1 second' where job_id = $1 and state = 'leased' and attempts = 1",
        args => args.Add(job),
        CancellationToken.None);

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static void AddHandlers(WebApplicationBuilder builder)
    {
        builder.Services.AddItemHandler<Handler>(Ours, WorkerClient.Step);
        builder.Services.AddItemHandler<Handler>(Shared, WorkerClient.Step);
        builder.Services.AddExternalResult<TextResult>(Shared, WorkerClient.Step);
    }

    private sealed class Handler : IItemHandler
    {
        public Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel) => Task.FromResult(new ItemResult());
    }

    private sealed class TextResult : IExternalResult
    {
        public Task<ItemResult> AcceptAsync(ItemContext item, JsonElement? output, CancellationToken cancel) =>
            output is { ValueKind: JsonValueKind.String }
                ? Task.FromResult(new ItemResult(output, (sql, stop) => sql.ExecuteAsync(
                    "insert into output (attempt_id) values ($1)", args => args.Add(item.AttemptId), stop)))
                : throw new ItemFailedException("It must be text.", retry: false);
    }
}
