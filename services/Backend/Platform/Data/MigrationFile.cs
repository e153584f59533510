using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Suite.Platform;

/// <summary>One numbered SQL file of a module, embedded in its assembly.</summary>
internal sealed partial record MigrationFile(string Module, int Number, string Name, string Sql)
{
    /// <summary>SHA-256 of the text; line ends do not count, for a checkout may change them.</summary>
    public string Checksum { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    public override string ToString() => $"{Module}/{Number:0000}_{Name}.sql";

    /// <summary>The files of a module in the order of their numbers.</summary>
    /// <exception cref="InvalidOperationException">A name that is not <c>NNNN_name.sql</c>, or a number given twice.</exception>
    public static IReadOnlyList<MigrationFile> ReadAll(ModuleMigrations module)
    {
        var files = module.Assembly.GetManifestResourceNames()
            .Where(resource => resource.EndsWith(".sql", StringComparison.Ordinal))
            .Select(resource => Read(module, resource))
            .OrderBy(file => file.Number)
            .ToList();
        var twice = files.GroupBy(file => file.Number).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? files
            : throw new InvalidOperationException($"Two migrations have one number: {string.Join(", ", twice)}.");
    }

    private static MigrationFile Read(ModuleMigrations module, string resource)
    {
        var match = FileName().Match(resource);
        if (!match.Success)
            throw new InvalidOperationException($"{resource} of {module.Module} is not called NNNN_name.sql.");
        using var reader = new StreamReader(module.Assembly.GetManifestResourceStream(resource)!);
        var number = int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        return new MigrationFile(module.Module, number, match.Groups["name"].Value, reader.ReadToEnd());
    }

    [GeneratedRegex(@"(^|\.)_?(?<number>\d{4})_(?<name>[a-z0-9_]+)\.sql$")]
    private static partial Regex FileName();
}
