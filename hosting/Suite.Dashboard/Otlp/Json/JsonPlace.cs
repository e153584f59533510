using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Suite.Dashboard.Otlp.Json;

/// <summary>Finds out what stands at a byte; done only when something there was wrong.</summary>
internal static class JsonPlace
{
    /// <returns>Such as <c>resourceSpans[0].scopeSpans[2].spans[17].kind</c>; empty at the root.</returns>
    public static string At(ReadOnlySpan<byte> body, long offset)
    {
        // One entry for every container that is open: the index in an array (-1 before its first), or the last name in an object.
        Stack<(string? Name, int Index)> open = new();
        var json = new Utf8JsonReader(body);
        try
        {
            while (json.Read() && json.TokenStartIndex <= offset)
                Step(ref json, open);
        }
        catch (JsonException)
        {
            // Behind this it is not JSON: as far as it was, the place is known.
        }
        return Text(open);
    }

    private static void Step(ref Utf8JsonReader json, Stack<(string? Name, int Index)> open)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                open.Pop();
                return;
            case JsonTokenType.PropertyName:
                open.Pop();
                open.Push((Encoding.UTF8.GetString(json.ValueSpan), 0));
                return;
            default:
                if (open.TryPeek(out var around) && around.Name is null)
                {
                    open.Pop();
                    open.Push((null, around.Index + 1));
                }
                break;
        }
        if (json.TokenType == JsonTokenType.StartArray)
            open.Push((null, -1));
        else if (json.TokenType == JsonTokenType.StartObject)
            open.Push(("", 0));
    }

    private static string Text(Stack<(string? Name, int Index)> open)
    {
        var path = new StringBuilder();
        foreach (var (name, index) in open.Reverse())
        {
            if (name is null && index >= 0)
                path.Append(CultureInfo.InvariantCulture, $"[{index}]");
            else if (!string.IsNullOrEmpty(name))
                path.Append(path.Length > 0 ? "." : "").Append(name);
        }
        return path.ToString();
    }
}
