namespace Suite.Assets;

/// <summary>Other modules' door to collections. They are listed by the view <c>assets.collection_report</c>.</summary>
public interface ICollections
{
    /// <summary>Founds a collection with a name of its own. Null: the team has one of this name.</summary>
    Task<Guid?> CreateAsync(Guid teamId, string name, string? description, CancellationToken cancel);

    /// <summary>False when the team has no such collection. Its assets stay.</summary>
    Task<bool> DeleteAsync(Guid teamId, Guid collectionId, CancellationToken cancel);

    /// <summary>Puts the team's assets into a collection; what is there already, deleted or another team's changes nothing.</summary>
    /// <returns>How many came in.</returns>
    Task<int> AddAsync(Guid teamId, Guid collectionId, IReadOnlyCollection<Guid> assetIds, CancellationToken cancel);
}
