using Npgsql;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Charts.Products;

/// <summary>A product in the seed's words: the device whose data sheet the charts are of.</summary>
/// <param name="DeviceType">GaN-HEMT, SiC-MOSFET, Si-MOSFET or whatever the team calls it.</param>
internal sealed record ProductView(
    Guid Id,
    string Name,
    string Manufacturer,
    string PartNumber,
    string DeviceType,
    string? Package,
    string? Description,
    int ImageCount,
    int ResultCount,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>Runs the statements about products.</summary>
internal sealed class ProductStore(Db db, TimeProvider clock)
{
    /// <exception cref="ProblemException"><c>product-exists</c>.</exception>
    public async Task<Guid> CreateAsync(Guid teamId, ProductFields fields, CancellationToken cancel)
    {
        var id = Ids.New(clock);
        var inserted = await db.ExecuteAsync(
            ProductSql.Insert, args => Fields(args.Add(id).Add(teamId), fields).Add(clock.GetUtcNow()), cancel);
        return inserted == 1 ? id : throw Exists(fields);
    }

    /// <summary>False: the team has no such product.</summary>
    /// <exception cref="ProblemException"><c>product-exists</c>.</exception>
    public async Task<bool> UpdateAsync(Guid teamId, Guid id, ProductFields fields, CancellationToken cancel)
    {
        try
        {
            return await db.ExecuteAsync(
                ProductSql.Update, args => Fields(args.Add(teamId).Add(id), fields).Add(clock.GetUtcNow()), cancel) == 1;
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw Exists(fields);
        }
    }

    public async Task<bool> DeleteAsync(Guid teamId, Guid id, CancellationToken cancel) =>
        await db.ExecuteAsync(ProductSql.Delete, args => args.Add(teamId).Add(id), cancel) == 1;

    public Task<ProductView?> FindAsync(Guid teamId, Guid id, CancellationToken cancel) =>
        db.FirstAsync<ProductView?>(ProductSql.Find, args => args.Add(teamId).Add(id), Read, cancel);

    /// <summary>Newest first. <paramref name="text"/> is looked for in name, manufacturer and part number.</summary>
    public async Task<Page<ProductView>> ListAsync(
        Guid teamId, string? text, string? deviceType, int limit, string? cursor, CancellationToken cancel)
    {
        var before = Paging.Decode<ProductPlace>(cursor);
        var rows = await db.QueryAsync(
            ProductSql.List,
            args => args.Add(teamId)
                .AddText(string.IsNullOrWhiteSpace(text) ? null : text.Trim()).AddText(deviceType).AddId(before?.Id).Add(limit + 1),
            Read,
            cancel);
        return rows.ToPage(limit, product => new ProductPlace(product.Id));
    }

    /// <summary>Keeps the product from being deleted until the transaction ends; false when it is not there.</summary>
    public static Task<bool> HoldAsync(ISql within, Guid teamId, Guid id, CancellationToken cancel) =>
        within.FirstAsync(ProductSql.Hold, args => args.Add(teamId).Add(id), _ => true, cancel);

    /// <summary>All jobs that were ever made for the product's images.</summary>
    public Task<List<Guid>> JobsAsync(Guid teamId, Guid id, CancellationToken cancel) =>
        db.QueryAsync(ProductSql.Jobs, args => args.Add(teamId).Add(id), row => row.GetGuid(0), cancel);

    private static SqlArgs Fields(SqlArgs args, ProductFields fields) => args
        .Add(fields.Name.Trim()).Add(fields.Manufacturer.Trim()).Add(fields.PartNumber.Trim()).Add(fields.DeviceType.Trim())
        .AddText(fields.Package).AddText(fields.Description);

    private static ProblemException Exists(ProductFields fields) =>
        Problems.ProductExists.ToException($"The team has a product of the part number {fields.PartNumber.Trim()} already.");

    private static ProductView Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.TextOrNull(5), row.TextOrNull(6),
        row.GetInt32(7), row.GetInt32(8), row.Time(9), row.Time(10));

    private sealed record ProductPlace(Guid Id);
}

/// <summary>What people say about a product.</summary>
internal sealed record ProductFields(
    string Name, string Manufacturer, string PartNumber, string DeviceType, string? Package, string? Description);
