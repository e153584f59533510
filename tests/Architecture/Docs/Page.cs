using System.Globalization;

namespace Suite.Tests.Architecture.Docs;

/// <summary>A page of Markdown that is made from the code.</summary>
internal sealed class Page
{
    private readonly List<string> _lines = [];

    public Page(string title, string introduction)
    {
        _lines.AddRange([$"# {title}", "", "<!-- Made from the code: UPDATE_GOLDEN=1 dotnet test tests/Architecture -->", ""]);
        _lines.AddRange(introduction.Split('\n'));
    }

    public IReadOnlyList<string> Lines => _lines;

    public Page Heading(string text)
    {
        _lines.AddRange(["", $"## {text}"]);
        return this;
    }

    public Page Text(string text)
    {
        _lines.AddRange(["", .. text.Split('\n')]);
        return this;
    }

    public Page Table(string[] columns, IEnumerable<string[]> rows)
    {
        _lines.AddRange(["", Row(columns), Row([.. columns.Select(_ => "---")]), .. rows.Select(Row)]);
        return this;
    }

    /// <summary>A value as one would write it in the configuration.</summary>
    public static string Code(object? value) => value switch
    {
        null or "" => "",
        bool flag => flag ? "`true`" : "`false`",
        IFormattable number => $"`{number.ToString(null, CultureInfo.InvariantCulture)}`",
        _ => $"`{value}`",
    };

    private static string Row(string[] cells) =>
        $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |";
}
