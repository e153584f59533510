namespace Suite.Charts.Work;

/// <summary>What the columns of a transistor's usual charts are called.</summary>
internal sealed record ColumnPreset(string Name, string X, string Y, string Legend);

internal static class Presets
{
    private static readonly ColumnPreset[] All =
    [
        new("output", "Vds", "Id", "Vgs"),
        new("transfer", "Vgs", "Id", "Temperature"),
        new("capacitance", "Vds", "C", "Capacitance"),
        new("resistance", "Vgs", "Rds", "Temperature"),
    ];

    public static IEnumerable<string> Names => All.Select(preset => preset.Name);

    public static ColumnPreset? Find(string? name) => All.FirstOrDefault(preset => preset.Name == name);
}
