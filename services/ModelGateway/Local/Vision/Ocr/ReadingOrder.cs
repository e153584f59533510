namespace Suite.ModelGateway.Local.Vision.Ocr;

/// <summary>Rows from the top down, and in a row from left to right. Columns are not told apart.</summary>
internal static class ReadingOrder
{
    public static IReadOnlyList<IReadOnlyList<TextLine>> Rows(IEnumerable<TextLine> lines)
    {
        var rows = new List<List<TextLine>>();
        foreach (var line in lines.OrderBy(line => line.Box.Y + (line.Box.Height / 2)))
        {
            if (rows is [.., var row] && SameRow(row[0].Box, line.Box))
                row.Add(line);
            else
                rows.Add([line]);
        }

        return [.. rows.Select(row => row.OrderBy(line => line.Box.X).ToList())];
    }

    /// <summary>A line of text for each row.</summary>
    public static string ToText(IReadOnlyList<IReadOnlyList<TextLine>> rows) =>
        string.Join('\n', rows.Select(row => string.Join(' ', row.Select(line => line.Text))));

    // Each one's middle lies within the other: a tall vertical label next to a paragraph joins none of its rows.
    private static bool SameRow(Box one, Box other) => HoldsMiddle(one, other) && HoldsMiddle(other, one);

    private static bool HoldsMiddle(Box box, Box other)
    {
        var middle = other.Y + (other.Height / 2);
        return middle > box.Y && middle < box.Y + box.Height && box.Height < 2 * other.Height;
    }
}
