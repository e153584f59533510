using System.Data;
using Npgsql;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>
/// A connection that the engine keeps for one of its busy statements. They must go by index whatever the statistics say: a plan that
/// was made while the table was empty would read all of it for every claim once a million items are in.
/// </summary>
internal sealed class EngineConnection(Db db) : IAsyncDisposable, IDisposable
{
    private const string PlanByIndex = """
        set enable_seqscan = off; set enable_bitmapscan = off;
        """;

    private readonly SemaphoreSlim _turn = new(1);
    private OwnSession? _session;
    private bool _disposed;

    /// <summary>One transaction after the other. It is not cancelled half-way: what was committed must be heard of.</summary>
    public async Task<T> InTransactionAsync<T>(Func<ISql, Task<T>> work)
    {
        await _turn.WaitAsync();
        try
        {
            return await Db.InTransactionAsync(await OpenAsync(), work, CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends after the transaction that is under way, if any: a connection cannot be given back in the middle of one.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        _disposed = true;
        if (_session is not null)
            await _session.DisposeAsync();
        _turn.Release();
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task<NpgsqlConnection> OpenAsync()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_session is { Connection.State: ConnectionState.Open })
            return _session.Connection;
        if (_session is not null)
            await _session.DisposeAsync();
        var opened = await db.OpenSessionAsync(CancellationToken.None);
        try
        {
            await using (var plan = new NpgsqlCommand(PlanByIndex, opened.Connection))
                await plan.ExecuteNonQueryAsync();
            await Db.On(opened.Connection).ExecuteAsync(ClaimSql.LeapOverLostClaims, null, CancellationToken.None);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
        _session = opened;
        return opened.Connection;
    }
}
