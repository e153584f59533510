using System.Text.Json;

namespace Suite.ServiceDefaults;

/// <summary>How the suite writes JSON, on HTTP, sockets and in the database alike: camelCase, enums as one camelCase word each.</summary>
public static class SuiteJson
{
    /// <summary>For everything that does not go through ASP.NET Core, which is configured the same.</summary>
    public static JsonSerializerOptions Options { get; } = Configured(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    internal static JsonSerializerOptions Configured(JsonSerializerOptions options)
    {
        options.Converters.Add(new EnumWords(JsonNamingPolicy.CamelCase));
        return options;
    }
}
