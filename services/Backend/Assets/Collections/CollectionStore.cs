using Npgsql;
using Suite.Platform;

namespace Suite.Assets.Collections;

/// <summary>A named set of assets: a dataset, a product, whatever the team calls it.</summary>
internal sealed record CollectionView(Guid Id, string Name, string? Description, int AssetCount, DateTimeOffset CreatedAt);

/// <summary>Runs the statements about collections.</summary>
internal sealed class CollectionStore(Db db, TimeProvider clock)
{
    public async Task<CollectionView> CreateAsync(Guid teamId, string name, string? description, CancellationToken cancel)
    {
        var collection = new CollectionView(Ids.New(clock), name, description, AssetCount: 0, clock.GetUtcNow());
        await db.ExecuteAsync(
            CollectionSql.Insert,
            args => args.Add(collection.Id).Add(teamId).Add(name).AddText(description).Add(collection.CreatedAt),
            cancel);
        return collection;
    }

    public Task<CollectionView?> FindAsync(Guid teamId, Guid id, CancellationToken cancel) =>
        db.FirstAsync<CollectionView?>(CollectionSql.Find, args => args.Add(teamId).Add(id), Read, cancel);

    public async Task<Page<CollectionView>> ListAsync(Guid teamId, int limit, string? cursor, CancellationToken cancel)
    {
        var after = Paging.Decode<CollectionPlace>(cursor);
        var rows = await db.QueryAsync(CollectionSql.List, args => args.Add(teamId).AddId(after?.Id).Add(limit + 1), Read, cancel);
        return rows.ToPage(limit, collection => new CollectionPlace(collection.Id));
    }

    /// <summary>Null leaves a field; an empty description clears it.</summary>
    public async Task<bool> UpdateAsync(Guid teamId, Guid id, string? name, string? description, CancellationToken cancel) =>
        await db.ExecuteAsync(
            CollectionSql.Update, args => args.Add(teamId).Add(id).AddText(name).AddText(description), cancel) == 1;

    public async Task<bool> DeleteAsync(Guid teamId, Guid id, CancellationToken cancel) =>
        await db.ExecuteAsync(CollectionSql.Delete, args => args.Add(teamId).Add(id), cancel) == 1;

    /// <summary>False when the collection or the asset is not the team's. Adding again changes nothing.</summary>
    public async Task<bool> AddAsync(Guid teamId, Guid id, Guid assetId, CancellationToken cancel) =>
        await db.ExecuteAsync(CollectionSql.AddWithin, args => args.Add(teamId).Add(id).Add(assetId), cancel) == 1;

    public async Task<bool> RemoveAsync(Guid teamId, Guid id, Guid assetId, CancellationToken cancel) =>
        await db.ExecuteAsync(CollectionSql.Remove, args => args.Add(teamId).Add(id).Add(assetId), cancel) == 1;

    private static CollectionView Read(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetString(1), row.TextOrNull(2), (int)row.GetInt64(3), row.Time(4));
}

/// <summary>Where the next page begins: after this collection.</summary>
internal sealed record CollectionPlace(Guid Id);
