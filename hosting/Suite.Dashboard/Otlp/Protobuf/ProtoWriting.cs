using LogField = Suite.Dashboard.Otlp.Protobuf.Fields.LogRecord;
using ValueField = Suite.Dashboard.Otlp.Protobuf.Fields.AnyValue;

namespace Suite.Dashboard.Otlp.Protobuf;

/// <summary>The counterpart of the readers: groups, attributes, log records. Defaults are left out.</summary>
internal static class ProtoWriting
{
    /// <summary>One resource with one scope.</summary>
    public static void WriteGroup<T>(ProtoWriter to, Source source, Scope scope, T[] items, Action<ProtoWriter, T> write)
    {
        var group = to.Begin(Fields.Request.Resources);
        var resource = to.Begin(Fields.ResourceGroup.Resource);
        to.WriteAttributes(Fields.Resource.Attributes, source.Attributes);
        to.End(resource);
        var scopes = to.Begin(Fields.ResourceGroup.Scopes);
        var about = to.Begin(Fields.ScopeGroup.Scope);
        to.WriteText(Fields.Scope.Name, scope.Name);
        to.WriteText(Fields.Scope.Version, scope.Version);
        to.WriteAttributes(Fields.Scope.Attributes, scope.Attributes);
        to.End(about);
        foreach (var item in items)
        {
            var message = to.Begin(Fields.ScopeGroup.Items);
            write(to, item);
            to.End(message);
        }
        to.End(scopes);
        to.End(group);
    }

    public static void WriteAttributes(this ProtoWriter to, int field, KeyValue[] attributes)
    {
        foreach (var (key, value) in attributes)
        {
            var pair = to.Begin(field);
            to.WriteText(Fields.KeyValue.Key, key);
            to.WriteValue(Fields.KeyValue.Value, value);
            to.End(pair);
        }
    }

    public static void WriteText(this ProtoWriter to, int field, string value)
    {
        if (value.Length > 0)
            to.Text(field, value);
    }

    public static void WriteNanos(this ProtoWriter to, int field, long value)
    {
        if (value != 0)
            to.Fixed64(field, value);
    }

    public static void WriteId(this ProtoWriter to, int field, TraceId id)
    {
        Span<byte> bytes = stackalloc byte[TraceId.Size];
        id.Write(bytes);
        if (!id.IsEmpty)
            to.Bytes(field, bytes);
    }

    public static void WriteId(this ProtoWriter to, int field, SpanId id)
    {
        Span<byte> bytes = stackalloc byte[SpanId.Size];
        id.Write(bytes);
        if (!id.IsEmpty)
            to.Bytes(field, bytes);
    }

    public static void WriteRecord(ProtoWriter to, LogRecord record)
    {
        to.WriteNanos(LogField.Time, record.TimeNanos);
        to.WriteNanos(LogField.Observed, record.ObservedNanos);
        if (record.Severity != 0)
            to.Varint(LogField.Severity, record.Severity);
        to.WriteText(LogField.SeverityText, record.SeverityText);
        if (record.Body.Kind != AnyKind.Empty)
            to.WriteValue(LogField.Body, record.Body);
        to.WriteAttributes(LogField.Attributes, record.Attributes);
        if (record.Flags != 0)
            to.Fixed32(LogField.Flags, record.Flags);
        to.WriteId(LogField.TraceId, record.TraceId);
        to.WriteId(LogField.SpanId, record.SpanId);
        to.WriteText(LogField.EventName, record.EventName);
    }

    private static void WriteValue(this ProtoWriter to, int field, AnyValue value)
    {
        var message = to.Begin(field);
        switch (value.Kind)
        {
            case AnyKind.Text:
                to.Text(ValueField.Text, value.Text);
                break;
            case AnyKind.Bool:
                to.Bool(ValueField.Bool, value.Bool);
                break;
            case AnyKind.Int:
                to.Int64(ValueField.Int, value.Int);
                break;
            case AnyKind.Double:
                to.Double(ValueField.Double, value.Double);
                break;
            case AnyKind.Bytes:
                to.Bytes(ValueField.Bytes, value.Bytes);
                break;
            case AnyKind.Array:
                var array = to.Begin(ValueField.Array);
                foreach (var item in value.Array)
                    to.WriteValue(Fields.Values.Items, item);
                to.End(array);
                break;
            case AnyKind.Map:
                var map = to.Begin(ValueField.Map);
                to.WriteAttributes(Fields.Values.Items, value.Map);
                to.End(map);
                break;
        }
        to.End(message);
    }
}
