using System.Text.Json;

namespace Suite.Dashboard.Otlp.Json;

/// <summary>What all points have.</summary>
internal struct PointParts()
{
    public KeyValue[] Attributes = [];
    public Exemplar[] Exemplars = [];
    public long Start;
    public long Time;
    public uint Flags;

    public void Read(ref Utf8JsonReader json, Decoding decoding)
    {
        if (json.Is("attributes"u8))
            Attributes = JsonAttributes.Read(ref json, decoding);
        else if (json.Is("timeUnixNano"u8))
            Time = json.Nanos();
        else if (json.Is("startTimeUnixNano"u8))
            Start = json.Nanos();
        else if (json.Is("flags"u8))
            Flags = json.UInt32();
        else if (json.Is("exemplars"u8))
            Exemplars = ReadExemplars(ref json, decoding);
        else
            json.Skip();
    }

    private static Exemplar[] ReadExemplars(ref Utf8JsonReader json, Decoding decoding)
    {
        List<Exemplar> exemplars = [];
        if (!json.IsArray())
            return [];
        while (json.NextItem())
        {
            if (json.IsObject())
                exemplars.Add(ReadExemplar(ref json, decoding));
        }
        return [.. exemplars];
    }

    private static Exemplar ReadExemplar(ref Utf8JsonReader json, Decoding decoding)
    {
        decoding.Charge(Decoding.PartBytes);
        long time = 0;
        double value = 0;
        TraceId traceId = default;
        SpanId spanId = default;
        KeyValue[] attributes = [];
        while (json.NextName())
        {
            if (json.Is("timeUnixNano"u8))
                time = json.Nanos();
            else if (json.Is("asDouble"u8))
                value = json.Double();
            else if (json.Is("asInt"u8))
                value = json.Int64();
            else if (json.Is("traceId"u8))
                traceId = json.TraceId();
            else if (json.Is("spanId"u8))
                spanId = json.SpanId();
            else if (json.Is("filteredAttributes"u8))
                attributes = JsonAttributes.Read(ref json, decoding);
            else
                json.Skip();
        }
        return new(time, value, traceId, spanId, attributes);
    }
}
