using System.Text.Json;
using System.Text.Json.Serialization;

namespace Suite.ServiceDefaults;

/// <summary>
/// Enums as words, and each value as one of them. The framework's own converter also takes a sum (<c>"paused,stopped"</c>), which
/// is a third value that nobody meant and no check for known values sees.
/// </summary>
public sealed class EnumWords(JsonNamingPolicy names) : JsonConverterFactory
{
    private readonly JsonStringEnumConverter _words = new(names, allowIntegerValues: false);

    public override bool CanConvert(Type typeToConvert) => _words.CanConvert(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(
            typeof(OneWord<>).MakeGenericType(typeToConvert), _words.CreateConverter(typeToConvert, options))!;

    private sealed class OneWord<T>(JsonConverter<T> words) : JsonConverter<T>
    {
        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            RefuseSum(ref reader);
            return words.Read(ref reader, typeToConvert, options);
        }

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            RefuseSum(ref reader);
            return words.ReadAsPropertyName(ref reader, typeToConvert, options);
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => words.Write(writer, value, options);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            words.WriteAsPropertyName(writer, value!, options);

        private static void RefuseSum(ref Utf8JsonReader reader)
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                && reader.GetString()!.Contains(',', StringComparison.Ordinal))
                throw new JsonException();
        }
    }
}
