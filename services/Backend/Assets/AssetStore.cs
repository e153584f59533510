using Npgsql;
using Suite.Assets.Blobs;
using Suite.Platform;

namespace Suite.Assets;

/// <summary>Runs the statements about assets. Changes write their events in the same transaction.</summary>
internal sealed class AssetStore(Db db, IBlobStore blobs, IOutbox outbox, TimeProvider clock)
{
    public Task<Asset?> FindAsync(Guid teamId, Guid assetId, CancellationToken cancel) =>
        db.FirstAsync<Asset?>(AssetSql.Find, args => args.Add(teamId).Add(assetId), AssetRow.Read, cancel);

    public Task<List<Asset>> FindManyAsync(Guid teamId, IReadOnlyCollection<Guid> assetIds, CancellationToken cancel) =>
        db.QueryAsync(AssetSql.FindMany, args => args.Add(teamId).Add(assetIds.ToArray()), AssetRow.Read, cancel);

    public async Task<Dictionary<Guid, AssetView>> CardsAsync(Guid teamId, Guid[] assetIds, CancellationToken cancel)
    {
        var cards = await db.QueryAsync(AssetSql.Cards, args => args.Add(teamId).Add(assetIds), AssetRow.ReadCard, cancel);
        return cards.ToDictionary(card => card.Id);
    }

    public async Task<Page<AssetView>> ListAsync(Guid teamId, AssetFilter filter, int limit, string? cursor, CancellationToken cancel)
    {
        var after = Paging.Decode<AssetPlace>(cursor);
        void Args(SqlArgs args)
        {
            args.Add(teamId).AddText(filter.Kind?.Word()).AddText(filter.State?.Word()).AddId(filter.CollectionId)
                .AddText(string.IsNullOrWhiteSpace(filter.Text) ? null : filter.Text.Trim()).Add(filter.Deleted)
                .AddId(after?.Id).Add(limit + 1);
            if (filter.Sort == AssetSort.Name)
                args.AddText(after?.FileName);
        }

        var rows = await db.QueryAsync(
            filter.Sort switch
            {
                AssetSort.Oldest => AssetSql.ListOldest,
                AssetSort.Name => AssetSql.ListByName,
                _ => AssetSql.ListNewest,
            },
            Args, AssetRow.ReadCard, cancel);
        return rows.ToPage(limit, asset => new AssetPlace(asset.Id, filter.Sort == AssetSort.Name ? asset.FileName : null));
    }

    /// <summary>Opens content for the work of modules, whoever may see it; null for what moderation holds back.</summary>
    public async Task<Stream?> OpenAsync(Guid teamId, Guid assetId, string? variant, CancellationToken cancel)
    {
        var asset = await FindAsync(teamId, assetId, cancel);
        if (asset is null or { State: AssetState.Quarantined })
            return null;
        var sha256 = variant is null ? asset.Sha256 : (await LocateVariantAsync(teamId, assetId, variant, cancel))?.Sha256;
        return sha256 is null ? null : blobs.Open(sha256);
    }

    public Task<StoredContent?> LocateAsync(Guid teamId, Guid assetId, CancellationToken cancel) =>
        db.FirstAsync<StoredContent?>(
            AssetSql.LocateContent,
            args => args.Add(teamId).Add(assetId),
            row => new StoredContent(
                AssetRow.Kind(row.GetString(0)), AssetRow.State(row.GetString(1)), !row.IsDBNull(2), !row.IsDBNull(3),
                row.GetString(4), new StoredBlob(row.GetString(5), row.GetString(6)), row.Time(7)),
            cancel);

    public Task<StoredBlob?> LocateVariantAsync(Guid teamId, Guid assetId, string variant, CancellationToken cancel) =>
        db.FirstAsync<StoredBlob?>(
            AssetSql.LocateVariant,
            args => args.Add(teamId).Add(assetId).Add(variant),
            row => new StoredBlob(row.GetString(0), row.GetString(1)),
            cancel);

    /// <summary>An empty <paramref name="description"/> clears it; null leaves it.</summary>
    public Task<bool> DescribeAsync(Guid teamId, Guid assetId, string? description, string? fileName, CancellationToken cancel) =>
        ChangeAsync(
            teamId, assetId, AssetSql.Describe, args => args.AddText(description).AddText(fileName),
            AssetChanged.Updated, textChanged: (description ?? fileName) is not null, cancel);

    public Task<bool> DeleteAsync(Guid teamId, Guid assetId, CancellationToken cancel) =>
        ChangeAsync(teamId, assetId, AssetSql.Delete, args => args.Add(clock.GetUtcNow()), AssetChanged.Deleted, textChanged: true, cancel);

    public async Task<RestoreOutcome> RestoreAsync(Guid teamId, Guid assetId, CancellationToken cancel)
    {
        try
        {
            return await ChangeAsync(teamId, assetId, AssetSql.Restore, _ => { }, AssetChanged.Restored, textChanged: true, cancel)
                ? RestoreOutcome.Restored
                : RestoreOutcome.NotFound;
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return RestoreOutcome.Duplicate;
        }
    }

    public async Task MarkReadyAsync(ISql within, Guid teamId, Guid assetId, CancellationToken cancel)
    {
        if (await within.FirstAsync(AssetSql.MarkReady, args => args.Add(teamId).Add(assetId), row => row.GetString(0), cancel) is not null)
            await AnnounceAsync(within, teamId, assetId, AssetState.Ready, AssetChanged.Updated, cancel);
    }

    public async Task AnnounceAsync(
        ISql within, Guid teamId, Guid assetId, AssetState state, string change, CancellationToken cancel) =>
        await outbox.AddAsync(within, [new AssetChanged(assetId, state, change).ToEvent(teamId)], cancel);

    private Task<bool> ChangeAsync(
        Guid teamId, Guid assetId, string statement, Action<SqlArgs> args, string change, bool textChanged, CancellationToken cancel) =>
        db.InTransactionAsync(
            async sql =>
            {
                var state = await sql.FirstAsync(
                    statement, all => args(all.Add(teamId).Add(assetId)), row => row.GetString(0), cancel);
                if (state is null)
                    return false;

                List<NewEvent> events = [new AssetChanged(assetId, AssetRow.State(state), change).ToEvent(teamId)];
                if (textChanged)
                    events.Add(new AssetTextChanged(assetId, JobKind: null).ToEvent(teamId));
                await outbox.AddAsync(sql, events, cancel);
                return true;
            },
            cancel);
}

/// <summary>What of the list is wanted.</summary>
internal sealed record AssetFilter(
    AssetKind? Kind, AssetState? State, Guid? CollectionId, string? Text, bool Deleted, AssetSort Sort);

internal enum AssetSort
{
    Newest,
    Oldest,
    Name,
}

/// <summary>Where the next page begins: after this asset.</summary>
internal sealed record AssetPlace(Guid Id, string? FileName);

internal enum RestoreOutcome
{
    Restored,
    NotFound,
    Duplicate,
}

internal sealed record StoredBlob(string Sha256, string ContentType);

/// <summary>What the content route must know. <paramref name="Moderated"/>: a verdict was given.</summary>
internal sealed record StoredContent(
    AssetKind Kind, AssetState State, bool Moderated, bool Deleted, string FileName, StoredBlob Original, DateTimeOffset CreatedAt);
