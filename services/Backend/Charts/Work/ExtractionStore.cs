using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Suite.Platform;

namespace Suite.Charts.Work;

/// <summary>What a job of the engine is about: one reading of one chart.</summary>
/// <param name="QueueId">Null: the job named none and goes through the shared one.</param>
/// <param name="Parameters">As they came.</param>
/// <param name="EstimatedSeconds">What such readings took before; null when there were none.</param>
internal sealed record Extraction(
    Guid JobId,
    Guid ProductId,
    Guid ImageId,
    Guid? QueueId,
    Guid? BatchId,
    string Method,
    JsonElement Parameters,
    int? EstimatedSeconds,
    DateTimeOffset CreatedAt);

/// <summary>Runs the statements about extractions and their batches.</summary>
internal sealed class ExtractionStore(Db db, TimeProvider clock)
{
    /// <summary>Inside the transaction that enqueues the job, and written at its end: a batch has hundreds of them.</summary>
    public async Task AddAsync(ISql within, Guid teamId, Extraction extraction, CancellationToken cancel)
    {
        await within.ExecuteLastAsync(
            ExtractionSql.Insert,
            args => args.Add(extraction.JobId).Add(teamId).Add(extraction.ProductId).Add(extraction.ImageId).AddId(extraction.QueueId)
                .AddId(extraction.BatchId).Add(extraction.Method).AddJson(extraction.Parameters.GetRawText())
                .Add(extraction.EstimatedSeconds, NpgsqlDbType.Integer).Add(extraction.CreatedAt),
            cancel);
        await within.ExecuteLastAsync(
            ExtractionSql.PointImage, args => args.Add(extraction.ImageId).Add(extraction.JobId).Add(clock.GetUtcNow()), cancel);
    }

    public Task<Extraction?> FindAsync(Guid teamId, Guid jobId, CancellationToken cancel) =>
        db.FirstAsync<Extraction?>(ExtractionSql.Find, args => args.Add(teamId).Add(jobId), Read, cancel);

    /// <summary>Whole seconds, at least 1; null while nothing is known.</summary>
    public async Task<int?> EstimateAsync(Guid teamId, string method, CancellationToken cancel) =>
        await db.FirstAsync<double?>(
            ExtractionSql.Estimate, args => args.Add(teamId).Add(method), row => row.IsDBNull(0) ? null : row.GetDouble(0), cancel)
            is { } seconds ? Math.Max(1, (int)Math.Round(seconds)) : null;

    public async Task<Guid> AddBatchAsync(ISql within, Guid teamId, Guid? queueId, Guid? userId, CancellationToken cancel)
    {
        var id = Ids.New(clock);
        await within.ExecuteAsync(
            ExtractionSql.InsertBatch,
            args => args.Add(id).Add(teamId).AddId(queueId).AddId(userId).Add(clock.GetUtcNow()),
            cancel);
        return id;
    }

    /// <summary>The batch's queue and age; null when the team has no such batch.</summary>
    public Task<BatchRow?> FindBatchAsync(Guid teamId, Guid batchId, CancellationToken cancel) =>
        db.FirstAsync<BatchRow?>(
            ExtractionSql.FindBatch, args => args.Add(teamId).Add(batchId), row => new BatchRow(row.IdOrNull(0), row.Time(1)), cancel);

    public Task<List<Extraction>> OfBatchAsync(Guid teamId, Guid batchId, CancellationToken cancel) =>
        db.QueryAsync(ExtractionSql.OfBatch, args => args.Add(teamId).Add(batchId), Read, cancel);

    private static Extraction Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.IdOrNull(3), row.IdOrNull(4), row.GetString(5),
        JsonElement.Parse(row.GetString(6)), row.IsDBNull(7) ? null : row.GetInt32(7), row.Time(8));
}

internal sealed record BatchRow(Guid? QueueId, DateTimeOffset CreatedAt);
