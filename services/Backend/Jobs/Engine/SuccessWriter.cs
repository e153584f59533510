using Npgsql;

namespace Suite.Jobs;

/// <summary>
/// Writes the ends of items that succeeded and have nothing else to write. Those that come while a write is under way are written
/// together: the busier the engine, the larger its transactions, and one that is alone does not wait.
/// </summary>
internal sealed class SuccessWriter(EngineConnection connection, AttemptEnd end, JobMetrics metrics)
{
    private const int MostAtOnce = 1_000;

    private readonly Lock _gate = new();
    private List<Success> _waiting = [];
    private bool _writing;

    /// <summary>False when the lease was lost. What cannot be written fails alone: its neighbours are written without it.</summary>
    public Task<bool> WriteAsync(RunningItem item, ItemResult result)
    {
        var success = new Success(item, result);
        lock (_gate)
        {
            _waiting.Add(success);
            if (_writing)
                return success.Written.Task;
            _writing = true;
        }
        _ = Task.Run(WriteAllAsync);
        return success.Written.Task;
    }

    private async Task WriteAllAsync()
    {
        while (true)
        {
            List<Success> all;
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _writing = false;
                    return;
                }
                (all, _waiting) = (_waiting, []);
            }
            foreach (var some in all.Chunk(MostAtOnce))
                await WriteAsync(some);
        }
    }

    private async Task WriteAsync(Success[] some)
    {
        try
        {
            var accepted = await connection.InTransactionAsync(
                sql => end.SucceedAsync(sql, Array.ConvertAll(some, success => (success.Item, success.Result)), CancellationToken.None));
            metrics.Written(some.Length);
            // Beside the next write. Who waits for them goes on here, one after the other: that is quicker than a thread's turn for each.
            _ = Task.Run(() =>
            {
                foreach (var success in some)
                    success.Written.SetResult(accepted.Contains(success.Item.AttemptId));
            });
        }
        catch (Exception e) when (some.Length == 1 || e is NpgsqlException { IsTransient: true })
        {
            foreach (var success in some)
                success.Written.SetException(e);
        }
        catch (Exception)
        {
            // One of them cannot be written. Halving finds it in a few steps, and the others do not wait for it.
            await WriteAsync(some[..(some.Length / 2)]);
            await WriteAsync(some[(some.Length / 2)..]);
        }
    }

    private sealed record Success(RunningItem Item, ItemResult Result)
    {
        public TaskCompletionSource<bool> Written { get; } = new();
    }
}
