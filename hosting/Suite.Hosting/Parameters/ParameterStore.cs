using System.Text.Json;

namespace Suite.Hosting.Parameters;

/// <summary>
/// Generated values that must be the same at the next start: <c>parameters.json</c> in the data folder, readable by its owner only.
/// </summary>
internal sealed class ParameterStore(string dataFolder)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly Lock Lock = new();

    private string FileName => Path.Combine(dataFolder, "parameters.json");

    /// <summary>The kept value, or a new one, kept from now on.</summary>
    public string GetOrAdd(string name, Func<string> create)
    {
        lock (Lock)
        {
            var values = Read();
            if (values.TryGetValue(name, out var kept))
                return kept;
            values[name] = create();
            Write(values);
            return values[name];
        }
    }

    private SortedDictionary<string, string> Read()
    {
        if (!File.Exists(FileName))
            return [];
        try
        {
            return JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllText(FileName)) ?? [];
        }
        catch (JsonException damage)
        {
            throw new DistributedApplicationException(
                $"{FileName} is damaged ({damage.Message}). Mend it, or delete it: passwords will then be made anew, " +
                "and data protected by the old ones (the PostgreSQL volume) must go too.", damage);
        }
    }

    // Written beside and moved over, so that a crash leaves the old file or the new one, never half of one.
    private void Write(SortedDictionary<string, string> values)
    {
        Directory.CreateDirectory(dataFolder);
        var draft = FileName + ".new";
        using (var file = OwnerOnlyFile.Create(draft))
            JsonSerializer.Serialize(file, values, Indented);
        File.Move(draft, FileName, overwrite: true);
    }
}
