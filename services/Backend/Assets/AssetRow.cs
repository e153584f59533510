using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Assets;

/// <summary>Reading the column lists of <see cref="AssetColumns"/>, and the words that states and kinds have in the database.</summary>
internal static class AssetRow
{
    public static string Word(this AssetKind kind) => kind.ToString().ToLowerInvariant();

    public static string Word(this AssetState state) => state.ToString().ToLowerInvariant();

    public static AssetState State(string word) => Enum.Parse<AssetState>(word, ignoreCase: true);

    public static AssetKind Kind(string word) => Enum.Parse<AssetKind>(word, ignoreCase: true);

    public static SqlArgs AddNumber(this SqlArgs args, int? number) => args.Add(number, NpgsqlDbType.Integer);

    public static SqlArgs AddNumber(this SqlArgs args, long? number) => args.Add(number, NpgsqlDbType.Bigint);

    public static Asset Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetGuid(1),
        Kind(row.GetString(2)),
        State(row.GetString(3)),
        row.GetString(4),
        row.GetString(5),
        row.GetInt64(6),
        row.GetString(7),
        row.IsDBNull(8) ? null : row.GetInt32(8),
        row.IsDBNull(9) ? null : row.GetInt32(9),
        row.TextOrNull(10),
        row.Time(11),
        row.IdOrNull(12),
        row.TimeOrNull(13));

    public static AssetView ReadCard(NpgsqlDataReader row)
    {
        var asset = Read(row);
        // What was read out of a picture tells what it shows: it is hidden with it.
        var hidden = asset.State == AssetState.Quarantined;
        return new AssetView(
            asset.Id, asset.Kind, asset.State, row.TextOrNull(14), asset.FileName, asset.ContentType, asset.SizeBytes, asset.Sha256,
            asset.Width, asset.Height, asset.Description, hidden ? null : row.TextOrNull(16), asset.CreatedAt, asset.CreatedBy,
            asset.DeletedAt,
            JsonSerializer.Deserialize<List<VariantView>>(row.GetString(17), SuiteJson.Options)!,
            row.GetFieldValue<Guid[]>(18));
    }

    public static Insight ReadInsight(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetGuid(1),
        row.GetString(2),
        JsonElement.Parse(row.GetString(3)),
        row.TextOrNull(4),
        row.GetString(5),
        row.GetString(6),
        row.GetString(7),
        row.TextOrNull(8),
        row.TextOrNull(9),
        row.IdOrNull(10),
        row.IsDBNull(11) ? null : row.GetInt64(11),
        row.IsDBNull(12) ? null : row.GetInt64(12),
        row.GetString(13),
        row.Time(14));
}
