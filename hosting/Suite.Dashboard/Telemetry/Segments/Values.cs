using System.Globalization;
using System.Text;
using System.Text.Json;
using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Telemetry.Segments;

/// <summary>
/// Attribute values as text and back without loss. A whole number and a double stay apart inside arrays and maps too: a
/// double always has a point or an exponent there. What JSON has no word for is an object with one member that begins with
/// <c>$</c>, and an object that a sender made like that gets one more <c>$</c>.
/// </summary>
internal static class Values
{
    private const string Bytes = "$bytes";
    private const string Real = "$double";

    public static string Text(AnyValue value) => value.Kind is AnyKind.Array or AnyKind.Map
        ? Json(writer => Write(writer, value))
        : value.ToString();

    public static AnyValue Parse(AnyKind kind, string text) => kind switch
    {
        AnyKind.Text => AnyValue.Of(text),
        AnyKind.Bool => AnyValue.Of(text == "true"),
        AnyKind.Int => AnyValue.Of(long.Parse(text, CultureInfo.InvariantCulture)),
        AnyKind.Double => AnyValue.Of(double.Parse(text, CultureInfo.InvariantCulture)),
        AnyKind.Bytes => AnyValue.Of(Convert.FromBase64String(text)),
        AnyKind.Array or AnyKind.Map => Parse(text),
        _ => default,
    };

    /// <summary>The value as the views' JSON shows it; what JSON has no number for (NaN) as text.</summary>
    public static object? Shown(AnyKind kind, string text) => kind switch
    {
        AnyKind.Bool => text == "true",
        AnyKind.Int => long.Parse(text, CultureInfo.InvariantCulture),
        AnyKind.Double when double.Parse(text, CultureInfo.InvariantCulture) is var number && double.IsFinite(number) => number,
        AnyKind.Array or AnyKind.Map => JsonElement.Parse(text),
        AnyKind.Empty => null,
        _ => text,
    };

    /// <summary>All attributes as one JSON object, from which <see cref="Attributes"/> reads them again.</summary>
    public static string Object(KeyValue[] attributes) => Json(writer => Write(writer, AnyValue.Of(attributes)));

    public static KeyValue[] Attributes(string json) => Parse(json).Map;

    public static Dictionary<string, object?> Shown(KeyValue[] attributes)
    {
        var shown = new Dictionary<string, object?>(attributes.Length);
        foreach (var (key, value) in attributes)
            shown[key] = Shown(value.Kind, Text(value));
        return shown;
    }

    private static AnyValue Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return Read(document.RootElement);
    }

    private static AnyValue Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => AnyValue.Of(json.GetString()!),
        JsonValueKind.True or JsonValueKind.False => AnyValue.Of(json.GetBoolean()),
        JsonValueKind.Number when json.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0 => AnyValue.Of(json.GetInt64()),
        JsonValueKind.Number => AnyValue.Of(json.GetDouble()),
        JsonValueKind.Array => AnyValue.Of([.. json.EnumerateArray().Select(Read)]),
        JsonValueKind.Object => ReadObject(json),
        _ => default,
    };

    private static AnyValue ReadObject(JsonElement json)
    {
        var members = json.EnumerateObject().ToList();
        return members is [{ Name: Bytes }] ? AnyValue.Of(members[0].Value.GetBytesFromBase64())
            : members is [{ Name: Real }] ? AnyValue.Of(double.Parse(members[0].Value.GetString()!, CultureInfo.InvariantCulture))
            : members is [{ Name: ['$', '$', ..] }] ? AnyValue.Of([new KeyValue(members[0].Name[1..], Read(members[0].Value))])
            : AnyValue.Of([.. members.Select(member => new KeyValue(member.Name, Read(member.Value)))]);
    }

    private static void Write(Utf8JsonWriter writer, AnyValue value)
    {
        switch (value.Kind)
        {
            case AnyKind.Text:
                writer.WriteStringValue(value.Text);
                break;
            case AnyKind.Bool:
                writer.WriteBooleanValue(value.Bool);
                break;
            case AnyKind.Int:
                writer.WriteNumberValue(value.Int);
                break;
            case AnyKind.Double:
                WriteDouble(writer, value.Double);
                break;
            case AnyKind.Bytes:
                writer.WriteStartObject();
                writer.WriteBase64String(Bytes, value.Bytes);
                writer.WriteEndObject();
                break;
            case AnyKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.Array)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case AnyKind.Map:
                WriteObject(writer, value.Map);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, KeyValue[] members)
    {
        writer.WriteStartObject();
        foreach (var (key, item) in members)
        {
            writer.WritePropertyName(members.Length == 1 && key.StartsWith('$') ? $"${key}" : key);
            Write(writer, item);
        }
        writer.WriteEndObject();
    }

    private static void WriteDouble(Utf8JsonWriter writer, double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (double.IsFinite(value))
        {
            writer.WriteRawValue(text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text);
            return;
        }
        writer.WriteStartObject();
        writer.WriteString(Real, text);
        writer.WriteEndObject();
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(writer);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
