using System.Text.Json;

namespace Suite.Dashboard.Otlp.Json;

/// <summary><c>KeyValue</c> and <c>AnyValue</c>.</summary>
internal static class JsonAttributes
{
    public static KeyValue[] Read(ref Utf8JsonReader json, Decoding decoding, int depth = 0)
    {
        if (!json.IsArray())
            return [];
        var mark = decoding.MarkPairs();
        while (json.NextItem())
            decoding.Add(ReadPair(ref json, decoding, depth), mark);
        return decoding.TakePairs(mark);
    }

    public static AnyValue ReadValue(ref Utf8JsonReader json, Decoding decoding, int depth = 0)
    {
        if (depth > Decoding.MaxDepth)
            throw new OtlpFormatException($"values are nested more than {Decoding.MaxDepth} deep");
        decoding.Charge(Decoding.ValueBytes);
        AnyValue value = default;
        if (!json.IsObject())
            return value;
        while (json.NextName())
        {
            if (json.Is("stringValue"u8))
                value = AnyValue.Of(json.Text(decoding));
            else if (json.Is("intValue"u8))
                value = AnyValue.Of(json.Int64());
            else if (json.Is("boolValue"u8))
                value = AnyValue.Of(json.Bool());
            else if (json.Is("doubleValue"u8))
                value = AnyValue.Of(json.Double());
            else if (json.Is("arrayValue"u8))
                value = AnyValue.Of(ReadArray(ref json, decoding, depth + 1));
            else if (json.Is("kvlistValue"u8))
                value = AnyValue.Of(ReadMap(ref json, decoding, depth + 1));
            else if (json.Is("bytesValue"u8))
                value = AnyValue.Of(decoding.Bytes(json.Bytes()));
            else
                json.Skip();
        }
        return value;
    }

    private static KeyValue ReadPair(ref Utf8JsonReader json, Decoding decoding, int depth)
    {
        var key = "";
        AnyValue value = default;
        if (!json.IsObject())
            return new(key, value);
        while (json.NextName())
        {
            if (json.Is("key"u8))
                key = json.Text(decoding);
            else if (json.Is("value"u8))
                value = ReadValue(ref json, decoding, depth);
            else
                json.Skip();
        }
        return new(key, value);
    }

    private static AnyValue[] ReadArray(ref Utf8JsonReader json, Decoding decoding, int depth)
    {
        List<AnyValue> values = [];
        if (!json.IsObject())
            return [];
        while (json.NextName())
        {
            if (json.Is("values"u8))
            {
                if (!json.IsArray())
                    continue;
                while (json.NextItem())
                    values.Add(ReadValue(ref json, decoding, depth));
            }
            else
            {
                json.Skip();
            }
        }
        return [.. values];
    }

    private static KeyValue[] ReadMap(ref Utf8JsonReader json, Decoding decoding, int depth)
    {
        KeyValue[] pairs = [];
        if (!json.IsObject())
            return pairs;
        while (json.NextName())
        {
            if (json.Is("values"u8))
                pairs = Read(ref json, decoding, depth);
            else
                json.Skip();
        }
        return pairs;
    }
}
