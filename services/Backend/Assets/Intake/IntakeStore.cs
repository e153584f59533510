using System.Text.Json;
using Suite.Assets.Blobs;
using Suite.Imaging;
using Suite.Jobs;
using Suite.Platform;

namespace Suite.Assets.Intake;

/// <summary>What the steps of the intake read and write.</summary>
internal sealed class IntakeStore(Db db, AssetStore assets, IBlobStore blobs, IOutbox outbox, TimeProvider clock)
{
    /// <summary>Moderation holds the asset back: the step succeeds without having done anything.</summary>
    public static readonly ItemResult Skipped = new(JsonElement.Parse("""{"skipped":"quarantined"}"""));

    /// <summary>The item's asset; null when moderation holds it back, so that the steps behind have nothing to do.</summary>
    public async Task<Asset?> FindAsync(ItemContext item, CancellationToken cancel)
    {
        var asset = item.AssetId is { } id ? await assets.FindAsync(item.TeamId, id, cancel) : null;
        if (asset is null)
            throw new ItemFailedException("The asset does not exist.", retry: false);
        return asset.State == AssetState.Quarantined ? null : asset;
    }

    public async Task<BlobFile> OpenOriginalAsync(Asset asset, CancellationToken cancel) =>
        await blobs.OpenFileAsync(asset.Sha256, cancel)
        ?? throw new ItemFailedException("The blob store has lost the file.", retry: false);

    public async Task RecordVerdictAsync(ISql sql, Asset asset, Verdict verdict, CancellationToken cancel)
    {
        var reason = verdict.Allowed ? null : $"Moderation found {verdict.Label} ({verdict.Confidence:P0}).";
        var state = await sql.FirstAsync(
            AssetSql.RecordVerdict,
            args => args.Add(asset.TeamId).Add(asset.Id).Add(clock.GetUtcNow()).Add(verdict.Allowed).AddText(reason),
            row => row.GetString(0),
            cancel);
        if (state is not null)
            await assets.AnnounceAsync(sql, asset.TeamId, asset.Id, AssetRow.State(state), AssetChanged.Updated, cancel);
        // Texts from before, of an intake that is repeated, leave the search with the picture.
        if (!verdict.Allowed)
            await outbox.AddAsync(sql, [new AssetTextChanged(asset.Id, AssetIntake.Kind).ToEvent(asset.TeamId)], cancel);
    }

    public async Task RecordVariantsAsync(ISql sql, Asset asset, IReadOnlyList<Variant> variants, CancellationToken cancel)
    {
        // In the order of hashes, as uploads do: blobs are shared, and their rows are locked until the commit.
        foreach (var (name, blob, image) in variants.OrderBy(variant => variant.Blob.Sha256, StringComparer.Ordinal))
        {
            await sql.ExecuteAsync(
                AssetSql.InsertBlob, args => args.Add(blob.Sha256).Add(blob.SizeBytes).Add(clock.GetUtcNow()), cancel);
            await sql.ExecuteAsync(
                AssetSql.UpsertVariant,
                args => args.Add(asset.Id).Add(name).Add(blob.Sha256).Add(image.Format.ContentType()).Add(blob.SizeBytes)
                    .Add(image.Width).Add(image.Height),
                cancel);
        }

        await assets.AnnounceAsync(sql, asset.TeamId, asset.Id, asset.State, AssetChanged.Updated, cancel);
    }

    /// <summary>An intake that will not go on: the asset says so. Nothing happens when another job has taken over.</summary>
    public Task EndAsync(Guid teamId, Guid assetId, Guid jobId, IntakeEnd end, CancellationToken cancel) =>
        db.InTransactionAsync(
            async sql =>
            {
                var state = await sql.FirstAsync(
                    AssetSql.EndIntake,
                    args => args.Add(teamId).Add(assetId).Add(jobId).Add(end.State.Word()).Add(end.Reason).Add(end.Failed),
                    row => row.GetString(0),
                    cancel);
                if (state is not null)
                    await outbox.AddAsync(sql, [new AssetChanged(assetId, end.State, AssetChanged.Updated).ToEvent(teamId)], cancel);
            },
            cancel);
}

/// <summary>A smaller copy of an image, written and hashed.</summary>
internal sealed record Variant(string Name, StagedBlob Blob, WrittenImage Image);

/// <summary>How an intake ended without success: a step failed, or was cancelled.</summary>
internal sealed record IntakeEnd(AssetState State, string Reason, bool Failed);
