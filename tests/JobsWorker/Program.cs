using Microsoft.Extensions.Hosting;
using Suite.Jobs;
using Suite.Platform;

// A replica of the job engine in a process of its own, for tests that kill it.
var builder = Host.CreateApplicationBuilder(args);
builder.AddPlatform();
builder.AddJobs();
builder.Services.AddItemHandler<WriteOutput>("chaos", "write");
builder.Build().Run();

/// <summary>Takes a moment and then writes one output, in the transaction that finishes the item.</summary>
internal sealed class WriteOutput : IItemHandler
{
    public async Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel)
    {
        await Task.Delay(Random.Shared.Next(60), cancel);
        return new ItemResult(Commit: (sql, stop) => sql.ExecuteAsync(
            "insert into public.output (item_id, attempt_id) values ($1, $2)",
            args => args.Add(item.ItemId).Add(item.AttemptId),
            stop));
    }
}
