using System.Globalization;
using System.Text.Json;

namespace Suite.Dashboard.Otlp.Json;

/// <summary>The counterpart of the readers. Defaults are left out, 64-bit numbers are texts, enums are numbers.</summary>
internal static class JsonWriting
{
    /// <summary>One object with a member for every signal that is not null: a request body of OTLP/HTTP, or a file of several signals.</summary>
    public static void Write(Utf8JsonWriter json, TracesData? traces, MetricsData? metrics, LogsData? logs)
    {
        json.WriteStartObject();
        if (traces is not null)
            WriteArray(json, "resourceSpans", traces.Groups, WriteGroup);
        if (logs is not null)
            WriteArray(json, "resourceLogs", logs.Groups, WriteGroup);
        if (metrics is not null)
            WriteArray(json, "resourceMetrics", metrics.Groups, WriteGroup);
        json.WriteEndObject();
    }

    /// <summary>One element of <c>resourceSpans</c>.</summary>
    public static void WriteGroup(Utf8JsonWriter json, SpanGroup group) =>
        WriteResource(json, group.Source, group.Scope, "scopeSpans", "spans", group.Spans, JsonSpanWriting.Write);

    /// <summary>One element of <c>resourceMetrics</c>.</summary>
    public static void WriteGroup(Utf8JsonWriter json, MetricGroup group) =>
        WriteResource(json, group.Source, group.Scope, "scopeMetrics", "metrics", group.Metrics, JsonMetricWriting.Write);

    /// <summary>One element of <c>resourceLogs</c>.</summary>
    public static void WriteGroup(Utf8JsonWriter json, LogGroup group) =>
        WriteResource(json, group.Source, group.Scope, "scopeLogs", "logRecords", group.Records, WriteRecord);

    public static void WriteAttributes(this Utf8JsonWriter json, KeyValue[] attributes, string name = "attributes")
    {
        if (attributes.Length > 0)
            WriteArray(json, name, attributes, WritePair);
    }

    public static void WriteValue(Utf8JsonWriter json, AnyValue value)
    {
        json.WriteStartObject();
        switch (value.Kind)
        {
            case AnyKind.Text:
                json.WriteString("stringValue", value.Text);
                break;
            case AnyKind.Bool:
                json.WriteBoolean("boolValue", value.Bool);
                break;
            case AnyKind.Int:
                json.WriteInt64("intValue", value.Int);
                break;
            case AnyKind.Double:
                json.WriteDouble("doubleValue", value.Double);
                break;
            case AnyKind.Bytes:
                json.WriteBase64String("bytesValue", value.Bytes);
                break;
            case AnyKind.Array:
                json.WriteStartObject("arrayValue");
                WriteArray(json, "values", value.Array, WriteValue);
                json.WriteEndObject();
                break;
            case AnyKind.Map:
                json.WriteStartObject("kvlistValue");
                WriteArray(json, "values", value.Map, WritePair);
                json.WriteEndObject();
                break;
        }
        json.WriteEndObject();
    }

    public static void WriteArray<T>(this Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            write(json, item);
        json.WriteEndArray();
    }

    public static void WriteText(this Utf8JsonWriter json, string name, string value)
    {
        if (value.Length > 0)
            json.WriteString(name, value);
    }

    public static void WriteId(this Utf8JsonWriter json, string name, TraceId id)
    {
        if (!id.IsEmpty)
            json.WriteString(name, id.ToString());
    }

    public static void WriteId(this Utf8JsonWriter json, string name, SpanId id)
    {
        if (!id.IsEmpty)
            json.WriteString(name, id.ToString());
    }

    /// <summary>As text: JSON's own numbers lose the last digits in JavaScript.</summary>
    public static void WriteInt64(this Utf8JsonWriter json, string name, long value) =>
        json.WriteString(name, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="WriteInt64"/>
    public static void WriteUInt64(this Utf8JsonWriter json, string name, ulong value) =>
        json.WriteString(name, value.ToString(CultureInfo.InvariantCulture));

    public static void WriteNanos(this Utf8JsonWriter json, string name, long value)
    {
        if (value != 0)
            json.WriteInt64(name, value);
    }

    public static void WriteUnlessZero(this Utf8JsonWriter json, string name, long value)
    {
        if (value != 0)
            json.WriteNumber(name, value);
    }

    public static void WriteDouble(this Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        json.WriteDoubleValue(value);
    }

    public static void WriteDoubleValue(this Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }

    private static void WriteResource<T>(
        Utf8JsonWriter json, Source source, Scope scope, string scopesName, string itemsName, T[] items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartObject();
        json.WriteStartObject("resource");
        json.WriteAttributes(source.Attributes);
        json.WriteEndObject();
        json.WriteStartArray(scopesName);
        json.WriteStartObject();
        json.WriteStartObject("scope");
        json.WriteText("name", scope.Name);
        json.WriteText("version", scope.Version);
        json.WriteAttributes(scope.Attributes);
        json.WriteEndObject();
        json.WriteArray(itemsName, items, write);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter json, KeyValue pair)
    {
        json.WriteStartObject();
        json.WriteString("key", pair.Key);
        json.WritePropertyName("value");
        WriteValue(json, pair.Value);
        json.WriteEndObject();
    }

    private static void WriteRecord(Utf8JsonWriter json, LogRecord record)
    {
        json.WriteStartObject();
        json.WriteNanos("timeUnixNano", record.TimeNanos);
        json.WriteNanos("observedTimeUnixNano", record.ObservedNanos);
        json.WriteUnlessZero("severityNumber", record.Severity);
        json.WriteText("severityText", record.SeverityText);
        if (record.Body.Kind != AnyKind.Empty)
        {
            json.WritePropertyName("body");
            WriteValue(json, record.Body);
        }
        json.WriteAttributes(record.Attributes);
        json.WriteUnlessZero("flags", record.Flags);
        json.WriteId("traceId", record.TraceId);
        json.WriteId("spanId", record.SpanId);
        json.WriteText("eventName", record.EventName);
        json.WriteEndObject();
    }
}
