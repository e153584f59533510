using Suite.Platform;

namespace Suite.Assets.Collections;

/// <summary>What other modules get of collections.</summary>
internal sealed class CollectionsDoor(CollectionStore collections, Db db, TimeProvider clock) : ICollections
{
    public Task<Guid?> CreateAsync(Guid teamId, string name, string? description, CancellationToken cancel) =>
        db.InTransactionAsync(
            async sql =>
            {
                await sql.ExecuteAsync(CollectionSql.HoldNames, args => args.Add(teamId), cancel);
                var id = Ids.New(clock);
                var created = await sql.ExecuteAsync(
                    CollectionSql.InsertUnlessNamed,
                    args => args.Add(id).Add(teamId).Add(name).AddText(description).Add(clock.GetUtcNow()),
                    cancel);
                return created == 1 ? id : (Guid?)null;
            },
            cancel);

    public Task<bool> DeleteAsync(Guid teamId, Guid collectionId, CancellationToken cancel) =>
        collections.DeleteAsync(teamId, collectionId, cancel);

    public Task<int> AddAsync(Guid teamId, Guid collectionId, IReadOnlyCollection<Guid> assetIds, CancellationToken cancel) =>
        db.ExecuteAsync(CollectionSql.AddMany, args => args.Add(teamId).Add(collectionId).Add(assetIds.ToArray()), cancel);
}
