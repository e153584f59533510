using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Suite.ServiceDefaults;

/// <summary>
/// Says for a person what a handler's parameters could not be read from. The framework throws one exception for all cases, and its
/// message names C# types; what it does not say in a way known here is told by the status alone.
/// </summary>
internal static partial class BindingFailure
{
    private const int LongestValue = 100;

    public static string Sentence(BadHttpRequestException failure)
    {
        var message = failure.Message;
        if (Unreadable().Match(message) is { Success: true } unreadable)
            return $"{unreadable.Groups["name"]} must be {Expected(unreadable.Groups["type"].Value)}, not \"{Shortened(unreadable.Groups["value"].Value)}\".";
        if (NoBody().IsMatch(message))
            return "The request needs a body.";
        if (Missing().Match(message) is { Success: true } missing)
            return $"{missing.Groups["name"]} is needed.";
        return NotJson().IsMatch(message)
            ? "The body must be JSON, and the header Content-Type application/json."
            : CommonProblems.DetailOfStatus(failure.StatusCode);
    }

    private static string Expected(string type) => type switch
    {
        "int" or "long" or "short" => "a whole number within range",
        "double" or "float" or "decimal" => "a number",
        "bool" => "true or false",
        "Guid" => "a UUID",
        "DateTime" or "DateTimeOffset" => "a time such as 2026-01-31T12:00:00Z",
        "DateOnly" => "a date such as 2026-01-31",
        _ => "one of its values",
    };

    private static string Shortened(string value) => value.Length <= LongestValue ? value : value[..LongestValue] + "…";

    // Failed to bind parameter "Nullable<int> limit" from "many".
    [GeneratedRegex("""^Failed to bind parameter "(Nullable<)?(?<type>[^ >?]+)[>?]?(\[\])? (?<name>\w+)" from "(?<value>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex Unreadable();

    // Implicit body inferred for parameter "request" but no body was provided. …
    [GeneratedRegex("""but no body was provided|^Required parameter "[^"]+" was not provided from body\.$""")]
    private static partial Regex NoBody();

    // Required parameter "string q" was not provided from query string.
    [GeneratedRegex("""^Required parameter "\S+ (?<name>\w+)" was not provided from """)]
    private static partial Regex Missing();

    // Expected a supported JSON media type but got "text/plain".
    [GeneratedRegex("^Expected a supported JSON media type")]
    private static partial Regex NotJson();
}
