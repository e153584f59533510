using System.Text.Json;
using Npgsql;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Charts.Results;

/// <summary>What was read off a chart, with what it was read of.</summary>
/// <param name="ProcessingSeconds">What the reading itself took.</param>
internal sealed record ResultRow(
    Guid Id,
    Guid JobId,
    Guid ProductId,
    Guid ImageId,
    string ImageName,
    string Method,
    JsonElement Parameters,
    IReadOnlyList<string> Columns,
    StoredCurve Curve,
    double Confidence,
    int DataPoints,
    double ProcessingSeconds,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>A reading before it is kept.</summary>
internal sealed record NewResult(Guid JobId, IReadOnlyList<string> Columns, StoredCurve Curve, double Confidence, TimeSpan Took);

/// <summary>Runs the statements about results.</summary>
internal sealed class ResultStore(Db db, TimeProvider clock)
{
    /// <summary>Inside the transaction that finishes the job. False when the image was deleted in the meantime: nothing is kept.</summary>
    public async Task<bool> AddAsync(ISql within, Guid teamId, NewResult result, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var kept = await within.ExecuteAsync(
            ResultSql.Insert,
            args => args.Add(Ids.New(clock)).Add(teamId).Add(result.JobId).Add(result.Columns.ToArray())
                .AddJson(JsonSerializer.Serialize(result.Curve, SuiteJson.Options)).Add(result.Confidence)
                .Add(result.Curve.Points.Count).Add(result.Took.TotalSeconds).Add(now),
            cancel);
        await within.ExecuteAsync(ResultSql.CompleteImage, args => args.Add(teamId).Add(result.JobId).Add(now), cancel);
        return kept == 1;
    }

    public Task<ResultRow?> FindAsync(Guid teamId, Guid jobId, CancellationToken cancel) =>
        db.FirstAsync<ResultRow?>(ResultSql.Find, args => args.Add(teamId).Add(jobId), Read, cancel);

    /// <summary>In the order in which they were made.</summary>
    public async Task<Page<ResultRow>> ListAsync(Guid teamId, Guid productId, int limit, string? cursor, CancellationToken cancel)
    {
        var after = Paging.Decode<ResultPlace>(cursor);
        var rows = await db.QueryAsync(
            ResultSql.List, args => args.Add(teamId).Add(productId).AddId(after?.Id).Add(limit + 1), Read, cancel);
        return rows.ToPage(limit, result => new ResultPlace(result.Id));
    }

    /// <summary>The column names of each of a product's results.</summary>
    public Task<List<string[]>> ColumnsAsync(Guid teamId, Guid productId, CancellationToken cancel) =>
        db.QueryAsync(
            ResultSql.ColumnsOfProduct, args => args.Add(teamId).Add(productId), row => row.GetFieldValue<string[]>(0), cancel);

    private static ResultRow Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetGuid(3), row.GetString(4), row.GetString(5),
        JsonElement.Parse(row.GetString(6)), row.GetFieldValue<string[]>(7),
        JsonSerializer.Deserialize<StoredCurve>(row.GetString(8), SuiteJson.Options)!,
        row.GetDouble(9), row.GetInt32(10), row.GetDouble(11), row.Time(12), row.Time(13));

    private sealed record ResultPlace(Guid Id);
}
