using System.Text.RegularExpressions;

namespace Suite.Captioning;

/// <summary>What a perspective must be beyond well-formed JSON.</summary>
internal static partial class PerspectiveRules
{
    public static IEnumerable<string> ErrorsIn(Perspective perspective, IReadOnlyCollection<string> known)
    {
        var fields = perspective.SchemaFields.Select(field => field.Name).ToHashSet();
        var errors = Fields(perspective.SchemaFields, "schema_fields")
            .Concat(perspective.TableColumns.Where(column => !fields.Contains(column.Name))
                .Select(column => $"table_columns names {column.Name}, which is not a schema field"))
            .Concat(ContextTemplate.FieldsOf(perspective.ContextTemplate).Where(field => !fields.Contains(field))
                .Select(field => $"context_template names {{{field}}}, which is not a schema field"))
            .Concat(Others(perspective).Where(other => !known.Contains(other))
                .Select(other => $"it names the perspective {other}, which the library lacks"));

        if (!Word().IsMatch(perspective.Name))
            errors = errors.Append("name must be lower case words joined by underscores");
        if (string.IsNullOrWhiteSpace(perspective.Version))
            errors = errors.Append("version is empty");
        if (string.IsNullOrWhiteSpace(perspective.Prompt))
            errors = errors.Append("prompt is empty");
        return errors.Select(error => $"Perspective {perspective.Name}: {error}.");
    }

    private static IEnumerable<string> Others(Perspective perspective) =>
        (perspective.Prerequisites ?? []).Concat(perspective.Replacement is { } replacement ? [replacement] : []);

    private static IEnumerable<string> Fields(IReadOnlyList<SchemaField> fields, string place)
    {
        if (fields.Count == 0)
            yield return $"{place} is empty";
        foreach (var twice in fields.GroupBy(field => field.Name).Where(group => group.Count() > 1))
            yield return $"{place} defines {twice.Key} twice";
        foreach (var field in fields)
        {
            var here = $"{place}.{field.Name}";
            if (!Word().IsMatch(field.Name))
                yield return $"{here}: a field's name must be lower case words joined by underscores";
            if (field.IsComplex != (field.Type == FieldType.Object))
                yield return $"{here}: is_complex goes with the type object, and only with it";
            if (!field.IsComplex && field.Fields is not null)
                yield return $"{here}: only a complex field has fields";
            if (field.IsComplex)
                foreach (var error in Fields(field.Fields ?? [], here))
                    yield return error;
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex Word();
}
