using Npgsql;
using NpgsqlTypes;
using Suite.Assets;
using Suite.Platform;

namespace Suite.Charts.Products;

/// <summary>A chart of a product, in the seed's fields.</summary>
/// <param name="AssetId">The file, which went through the same intake as every other.</param>
/// <param name="FilePath">Where its bytes are answered.</param>
/// <param name="Status">Of its latest extraction: pending, processing, completed or failed.</param>
/// <param name="JobId">The latest extraction.</param>
internal sealed record ImageView(
    Guid Id,
    Guid ProductId,
    Guid AssetId,
    string Filename,
    string FilePath,
    DateTimeOffset UploadDate,
    string? Description,
    string Status,
    long FileSize,
    string MimeType,
    Dimensions? Dimensions,
    Guid? JobId,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>The asset's intake, which an extraction waits for.</summary>
    internal Guid? IntakeJobId { get; init; }
}

internal sealed record Dimensions(int Width, int Height);

/// <summary>Runs the statements about charts of products.</summary>
internal sealed class ImageStore(Db db, TimeProvider clock)
{
    /// <summary>Adds uploaded files to a product that the caller holds; the ids by asset. One that it has stays as it is.</summary>
    public async Task<Dictionary<Guid, Guid>> AddAsync(
        ISql within, Guid teamId, Guid productId, IReadOnlyList<UploadedFile> files, CancellationToken cancel)
    {
        var ids = new Dictionary<Guid, Guid>();
        // Made together and sorted, so that they list in the order in which they were sent.
        var fresh = files.Select(_ => Ids.New(clock)).Order();
        foreach (var (file, id) in files.Zip(fresh))
        {
            var asset = file.Asset!;
            ids[asset.Id] = await within.FirstAsync(
                ImageSql.Insert,
                args => args.Add(id).Add(teamId).Add(productId).Add(asset.Id).Add(file.FileName).AddText(asset.Description)
                    .AddId(file.IntakeJobId).Add(asset.SizeBytes).Add(asset.ContentType)
                    .Add(asset.Width, NpgsqlDbType.Integer).Add(asset.Height, NpgsqlDbType.Integer).Add(clock.GetUtcNow()),
                row => row.GetGuid(0),
                cancel);
        }

        return ids;
    }

    /// <summary>Those of the files that the product has already.</summary>
    public static async Task<HashSet<Guid>> AssetsAsync(
        ISql within, Guid productId, IReadOnlyList<UploadedFile> files, CancellationToken cancel) =>
        [.. await within.QueryAsync(
            ImageSql.Assets,
            args => args.Add(productId).Add(files.Select(file => file.Asset!.Id).ToArray()),
            row => row.GetGuid(0),
            cancel)];

    public Task<ImageView?> FindAsync(Guid teamId, Guid productId, Guid id, CancellationToken cancel) =>
        db.FirstAsync<ImageView?>(ImageSql.Find, args => args.Add(teamId).Add(productId).Add(id), Read, cancel);

    public async Task<Dictionary<Guid, ImageView>> FindManyAsync(Guid teamId, IEnumerable<Guid> ids, CancellationToken cancel)
    {
        var images = await db.QueryAsync(ImageSql.FindMany, args => args.Add(teamId).Add(ids.Distinct().ToArray()), Read, cancel);
        return images.ToDictionary(image => image.Id);
    }

    /// <summary>In the order in which they were uploaded.</summary>
    public async Task<Page<ImageView>> ListAsync(
        Guid teamId, Guid productId, string? status, int limit, string? cursor, CancellationToken cancel)
    {
        var after = Paging.Decode<ImagePlace>(cursor);
        var rows = await db.QueryAsync(
            ImageSql.List, args => args.Add(teamId).Add(productId).AddText(status).AddId(after?.Id).Add(limit + 1), Read, cancel);
        return rows.ToPage(limit, image => new ImagePlace(image.Id));
    }

    public async Task<bool> DeleteAsync(Guid teamId, Guid productId, Guid id, CancellationToken cancel) =>
        await db.ExecuteAsync(ImageSql.Delete, args => args.Add(teamId).Add(productId).Add(id), cancel) == 1;

    public Task<List<Guid>> JobsAsync(Guid teamId, Guid id, CancellationToken cancel) =>
        db.QueryAsync(ImageSql.Jobs, args => args.Add(teamId).Add(id), row => row.GetGuid(0), cancel);

    /// <summary>Writes what became of an image's latest extraction, if it came from one of the states <paramref name="from"/>.</summary>
    public Task FollowAsync(Guid teamId, Guid jobId, string status, string[] from, CancellationToken cancel) =>
        db.ExecuteAsync(ImageSql.Follow, args => args.Add(teamId).Add(jobId).Add(status).Add(clock.GetUtcNow()).Add(from), cancel);

    private static ImageView Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetString(3), $"/api/assets/{row.GetGuid(2)}/content", row.Time(12),
        row.TextOrNull(4), row.GetString(5), row.GetInt64(8), row.GetString(9),
        row.IsDBNull(10) || row.IsDBNull(11) ? null : new Dimensions(row.GetInt32(10), row.GetInt32(11)),
        row.IdOrNull(6), row.Time(12), row.Time(13))
    {
        IntakeJobId = row.IdOrNull(7),
    };

    private sealed record ImagePlace(Guid Id);
}
