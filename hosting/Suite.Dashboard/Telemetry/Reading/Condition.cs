namespace Suite.Dashboard.Telemetry.Reading;

internal enum Comparison
{
    Equal,
    NotEqual,
    Contains,
}

/// <summary>One <c>where</c>: <c>key=value</c>, <c>key!=value</c> (also when there is no such key) or <c>key~part of a value</c>.</summary>
internal sealed record Condition(string Key, Comparison Comparison, string Value)
{
    /// <summary>Null when the expression is none of the three forms.</summary>
    public static Condition? Parse(string expression)
    {
        var at = expression.AsSpan().IndexOfAny("=~!");
        if (at <= 0)
            return null;
        var (comparison, length) = expression[at] switch
        {
            '=' => (Comparison.Equal, 1),
            '~' => (Comparison.Contains, 1),
            _ => (Comparison.NotEqual, 2),
        };
        if (comparison == Comparison.NotEqual && !expression.AsSpan(at).StartsWith("!="))
            return null;
        var value = expression[(at + length)..];
        return comparison == Comparison.Contains && value.Length == 0 ? null : new(expression[..at].Trim(), comparison, value);
    }
}
