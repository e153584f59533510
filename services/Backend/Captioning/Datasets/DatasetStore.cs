using Npgsql;
using Suite.Jobs;
using Suite.Platform;

namespace Suite.Captioning;

/// <summary>A dataset as clients see it. <paramref name="Id"/> is its collection's, by which its images are listed.</summary>
internal sealed record DatasetView(Guid Id, string Name, string? Description, int ImageCount, DateTimeOffset CreatedAt);

/// <summary>Reads datasets, and keeps what became of imported files.</summary>
internal sealed class DatasetStore(Db db)
{
    public async Task<Page<DatasetView>> ListAsync(Guid teamId, int limit, string? cursor, CancellationToken cancel)
    {
        var after = Paging.Decode<DatasetPlace>(cursor);
        var rows = await db.QueryAsync(DatasetSql.List, args => args.Add(teamId).AddId(after?.Id).Add(limit + 1), View, cancel);
        return rows.ToPage(limit, dataset => new DatasetPlace(dataset.Id));
    }

    public Task<DatasetView?> FindAsync(Guid teamId, string name, CancellationToken cancel) => DatasetName.IsValid(name)
        ? db.FirstAsync<DatasetView?>(DatasetSql.Find, args => args.Add(teamId).Add(name), View, cancel)
        : Task.FromResult<DatasetView?>(null);

    public static Task RecordAsync(ISql within, ItemContext item, Guid assetId, bool created, CancellationToken cancel) =>
        within.ExecuteAsync(
            DatasetSql.RecordFile,
            args => args.Add(item.ItemId).Add(item.TeamId).Add(item.JobId).Add(assetId).Add(created),
            cancel);

    public Task<(int Imported, int Duplicates)> CountAsync(Guid teamId, Guid jobId, CancellationToken cancel) =>
        db.FirstAsync(
            DatasetSql.CountFiles, args => args.Add(teamId).Add(jobId), row => (row.GetInt32(0), row.GetInt32(1)), cancel);

    public async Task<Dictionary<long, (Guid AssetId, bool Created)>> FilesAsync(
        Guid teamId, IReadOnlyCollection<long> itemIds, CancellationToken cancel)
    {
        var rows = await db.QueryAsync(
            DatasetSql.FilesOfItems,
            args => args.Add(teamId).Add(itemIds.ToArray()),
            row => (ItemId: row.GetInt64(0), AssetId: row.GetGuid(1), Created: row.GetBoolean(2)),
            cancel);
        return rows.ToDictionary(row => row.ItemId, row => (row.AssetId, row.Created));
    }

    private static DatasetView View(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetString(1), row.TextOrNull(2), row.GetInt32(3), row.Time(4));
}

/// <summary>Where the next page begins: after this dataset.</summary>
internal sealed record DatasetPlace(Guid Id);
