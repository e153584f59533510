using System.Text.RegularExpressions;

namespace Suite.Captioning;

/// <summary>What a perspective must be beyond well-formed JSON.</summary>
internal static partial class PerspectiveRules
{
    private const int LongestName = 100;
    private const int LongestVersion = 50;
    private const int LongestText = 20_000;
    private const int MostFields = 200;
    private const int DeepestField = 8;

    /// <summary>Segments of routes beside which a perspective of that name could not be reached.</summary>
    private static readonly string[] Reserved = ["batch", "list", "modules"];

    /// <param name="perspective">The one to judge.</param>
    /// <param name="find">The others, by name, as they would be beside it.</param>
    public static IEnumerable<string> ErrorsIn(Perspective perspective, Func<string, Perspective?> find) =>
        Words(perspective)
            .Concat(Fields(perspective.SchemaFields, "schema_fields", 1))
            .Concat(Count(perspective.SchemaFields) > MostFields ? [$"schema_fields holds more than {MostFields} fields"] : [])
            .Concat(Columns(perspective))
            .Concat(Others(perspective, find))
            .Select(error => $"Perspective {perspective.Name}: {error}.");

    private static IEnumerable<string> Words(Perspective perspective)
    {
        if (!Word().IsMatch(perspective.Name) || perspective.Name.Length > LongestName)
            yield return $"name must be lower case words joined by underscores, of at most {LongestName} characters";
        if (Reserved.Contains(perspective.Name))
            yield return $"name cannot be one of {string.Join(", ", Reserved)}";
        if (string.IsNullOrWhiteSpace(perspective.Version))
            yield return "version is empty";
        if (perspective.Version.Length > LongestVersion)
            yield return $"version is longer than {LongestVersion} characters";
        if (string.IsNullOrWhiteSpace(perspective.Prompt))
            yield return "prompt is empty";
        if (!Word().IsMatch(perspective.Module) || perspective.Module.Length > LongestName)
            yield return $"module must be lower case words joined by underscores, of at most {LongestName} characters";
        string[] texts = [perspective.DisplayName, perspective.Prompt, perspective.ContextTemplate, perspective.Description];
        if (texts.Any(text => text.Length > LongestText || text.Contains('\0')))
            yield return $"a text is longer than {LongestText} characters, or holds the character U+0000";
        if ((perspective.Tags ?? []).Any(tag => string.IsNullOrWhiteSpace(tag) || tag.Length > LongestName || tag.Contains('\0')))
            yield return $"a tag is empty or longer than {LongestName} characters";
    }

    private static IEnumerable<string> Columns(Perspective perspective)
    {
        var fields = perspective.SchemaFields.Select(field => field?.Name).ToHashSet();
        return perspective.TableColumns.Where(column => !fields.Contains(column?.Name))
            .Select(column => $"table_columns names {column?.Name}, which is not a schema field")
            .Concat(ContextTemplate.FieldsOf(perspective.ContextTemplate).Where(field => !fields.Contains(field))
                .Select(field => $"context_template names {{{field}}}, which is not a schema field"));
    }

    private static IEnumerable<string> Others(Perspective perspective, Func<string, Perspective?> find)
    {
        if (perspective.Prerequisites?.Any(string.IsNullOrEmpty) == true)
        {
            yield return "prerequisites holds an empty name";
            yield break;
        }

        string[] others = [.. perspective.Prerequisites ?? [], .. perspective.Replacement is { } replacement ? [replacement] : Array.Empty<string>()];
        foreach (var other in others.Where(other => other != perspective.Name && find(other) is null))
            yield return $"it names the perspective {other}, which the library lacks";
        if (perspective.Replacement == perspective.Name)
            yield return "it cannot replace itself";
        if (Needs(perspective, perspective.Name, []))
            yield return "its prerequisites lead back to it";

        bool Needs(Perspective from, string name, HashSet<string> seen) => (from.Prerequisites ?? []).Any(
            other => other == name || (seen.Add(other) && find(other) is { } next && Needs(next, name, seen)));
    }

    private static IEnumerable<string> Fields(IReadOnlyList<SchemaField?> fields, string place, int depth)
    {
        if (fields.Count == 0)
            yield return $"{place} is empty";
        if (depth > DeepestField)
        {
            yield return $"{place} is nested deeper than {DeepestField} levels";
            yield break;
        }
        foreach (var twice in fields.OfType<SchemaField>().GroupBy(field => field.Name).Where(group => group.Count() > 1))
            yield return $"{place} defines {twice.Key} twice";
        foreach (var field in fields)
            foreach (var error in field is null ? [$"{place} holds null"] : Field(field, $"{place}.{field.Name}", depth))
                yield return error;
    }

    private static IEnumerable<string> Field(SchemaField field, string here, int depth)
    {
        if (!Word().IsMatch(field.Name) || field.Name.Length > LongestName)
            yield return $"{here}: a field's name must be lower case words joined by underscores, of at most {LongestName} characters";
        if (field.Description.Length > LongestText || field.Description.Contains('\0'))
            yield return $"{here}: its description is longer than {LongestText} characters, or holds the character U+0000";
        if (field.IsComplex != (field.Type == FieldType.Object))
            yield return $"{here}: is_complex goes with the type object, and only with it";
        if (!field.IsComplex && field.Fields is not null)
            yield return $"{here}: only a complex field has fields";
        if (field.IsComplex)
            foreach (var error in Fields(field.Fields ?? [], here, depth + 1))
                yield return error;
    }

    private static int Count(IReadOnlyList<SchemaField?> fields) => fields.Sum(field => 1 + Count(field?.Fields ?? []));

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex Word();
}
