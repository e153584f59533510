using System.Globalization;
using System.Text;
using Suite.Charts.Work;

namespace Suite.Charts.Results;

/// <summary>Results as CSV (RFC 4180, UTF-8, a decimal point whatever the machine's language).</summary>
internal static class Csv
{
    public const string ContentType = "text/csv; charset=utf-8";

    /// <summary>x, y, and the preset's third column.</summary>
    public static string Of(ResultRow result)
    {
        var text = new StringBuilder();
        Line(text, result.Columns);
        var legend = ExtractionParameters.Of(result.Parameters).Legend ?? "";
        foreach (var point in result.Curve.Points)
            Line(text, Row(point, result.Columns.Count > 2 ? legend : null));
        return text.ToString();
    }

    /// <summary>
    /// The header for several results: the names that all of them share, else plain x and y; the legend's column when one of them
    /// has it.
    /// </summary>
    public static IReadOnlyList<string> HeaderFor(IReadOnlyList<IReadOnlyList<string>> columns)
    {
        string Shared(int at, string otherwise) =>
            columns.Select(names => names.ElementAtOrDefault(at)).OfType<string>().Distinct().ToList() is [var one] ? one : otherwise;

        IEnumerable<string> header = ["image", Shared(0, "x"), Shared(1, "y")];
        return [.. header, .. columns.Any(names => names.Count > 2) ? [Shared(2, "legend")] : Array.Empty<string>()];
    }

    /// <summary>The rows of one result below such a header.</summary>
    public static string RowsBelow(IReadOnlyList<string> header, ResultRow result)
    {
        var text = new StringBuilder();
        var legend = ExtractionParameters.Of(result.Parameters).Legend ?? "";
        foreach (var point in result.Curve.Points)
            Line(text, Row(point, header.Count > 3 ? legend : null).Prepend(result.ImageName));
        return text.ToString();
    }

    public static string Header(IReadOnlyList<string> names)
    {
        var text = new StringBuilder();
        Line(text, names);
        return text.ToString();
    }

    private static IEnumerable<string> Row(double[] point, string? legend)
    {
        yield return point[0].ToString("R", CultureInfo.InvariantCulture);
        yield return point[1].ToString("R", CultureInfo.InvariantCulture);
        if (legend is not null)
            yield return legend;
    }

    private static void Line(StringBuilder text, IEnumerable<string> fields) =>
        text.AppendJoin(',', fields.Select(Field)).Append("\r\n");

    private static string Field(string value)
    {
        // A spreadsheet would run a name that begins like a formula; numbers may begin with a sign.
        if (value.Length > 0 && "=@+-\t\r\n".Contains(value[0], StringComparison.Ordinal)
            && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            value = "'" + value;
        return value.AsSpan().IndexOfAny(",\"\r\n") >= 0
            ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : value;
    }
}
