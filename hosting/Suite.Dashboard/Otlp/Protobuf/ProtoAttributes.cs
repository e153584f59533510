using PairField = Suite.Dashboard.Otlp.Protobuf.Fields.KeyValue;
using ValueField = Suite.Dashboard.Otlp.Protobuf.Fields.AnyValue;

namespace Suite.Dashboard.Otlp.Protobuf;

/// <summary><c>KeyValue</c> and <c>AnyValue</c>.</summary>
internal static class ProtoAttributes
{
    public static KeyValue ReadPair(ProtoReader pair, Decoding decoding, int depth = 0)
    {
        var key = "";
        AnyValue value = default;
        while (pair.Next())
        {
            switch (pair.Field)
            {
                case PairField.Key:
                    key = decoding.Text(pair.Bytes());
                    break;
                case PairField.Value:
                    value = ReadValue(pair.Message("AnyValue"), decoding, depth);
                    break;
                default:
                    pair.Skip();
                    break;
            }
        }
        return new(key, value);
    }

    public static AnyValue ReadValue(ProtoReader message, Decoding decoding, int depth = 0)
    {
        if (depth > Decoding.MaxDepth)
            throw message.Error($"values are nested more than {Decoding.MaxDepth} deep");
        decoding.Charge(Decoding.ValueBytes);
        AnyValue value = default;
        while (message.Next())
        {
            switch (message.Field)
            {
                case ValueField.Text:
                    value = AnyValue.Of(decoding.Text(message.Bytes()));
                    break;
                case ValueField.Bool:
                    value = AnyValue.Of(message.Bool());
                    break;
                case ValueField.Int:
                    value = AnyValue.Of(message.Int64());
                    break;
                case ValueField.Double:
                    value = AnyValue.Of(message.Double());
                    break;
                case ValueField.Array:
                    value = AnyValue.Of(ReadArray(message.Message("ArrayValue"), decoding, depth + 1));
                    break;
                case ValueField.Map:
                    value = AnyValue.Of(ReadMap(message.Message("KeyValueList"), decoding, depth + 1));
                    break;
                case ValueField.Bytes:
                    value = AnyValue.Of(decoding.Bytes(message.Bytes()));
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
        return value;
    }

    private static AnyValue[] ReadArray(ProtoReader message, Decoding decoding, int depth)
    {
        List<AnyValue> values = [];
        while (message.Next())
        {
            if (message.Field == Fields.Values.Items)
                values.Add(ReadValue(message.Message("AnyValue"), decoding, depth));
            else
                message.Skip();
        }
        return [.. values];
    }

    private static KeyValue[] ReadMap(ProtoReader message, Decoding decoding, int depth)
    {
        var mark = decoding.MarkPairs();
        while (message.Next())
        {
            if (message.Field == Fields.Values.Items)
                decoding.Add(ReadPair(message.Message("KeyValue"), decoding, depth), mark);
            else
                message.Skip();
        }
        return decoding.TakePairs(mark);
    }
}
