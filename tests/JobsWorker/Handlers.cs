using Suite.Jobs;

namespace Suite.Tests.JobsWorker;

/// <summary>Takes a moment and then writes one output, in the transaction that finishes the item.</summary>
internal class WriteOutput : IItemHandler
{
    public virtual async Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel)
    {
        await Task.Delay(Random.Shared.Next(60), cancel);
        return new ItemResult(Commit: (sql, stop) => sql.ExecuteAsync(
            "insert into public.output (item_id, attempt_id) values ($1, $2)",
            args => args.Add(item.ItemId).Add(item.AttemptId),
            stop));
    }
}

/// <summary>The same, but every third attempt fails, and one in ten for good.</summary>
internal sealed class Stumble : WriteOutput
{
    public override Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel) => Random.Shared.Next(30) switch
    {
        < 3 => throw new ItemFailedException("It will never work.", retry: false),
        < 13 => throw new InvalidOperationException("It did not work this time."),
        _ => base.HandleAsync(item, cancel),
    };
}

/// <summary>Takes a moment and writes nothing.</summary>
internal sealed class Idle : IItemHandler
{
    public async Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel)
    {
        await Task.Delay(Random.Shared.Next(20), cancel);
        return new ItemResult();
    }
}
