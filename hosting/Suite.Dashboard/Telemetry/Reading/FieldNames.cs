using Suite.Dashboard.Telemetry.Segments;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>What filters call the fields that are no attributes, and the keys that segments keep their texts under.</summary>
internal static class FieldNames
{
    private static readonly (string Name, string Key)[] Known =
    [
        ("span.name", Terms.Name), ("span.message", Terms.Message), ("log.body", Terms.Body), ("log.event", Terms.Event),
    ];

    public static string KeyOf(string name) => Array.Find(Known, field => field.Name == name).Key ?? name;

    public static string NameOf(string key) => Array.Find(Known, field => field.Key == key).Name ?? key;
}
