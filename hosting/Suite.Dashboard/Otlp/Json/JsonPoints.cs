using System.Text.Json;

namespace Suite.Dashboard.Otlp.Json;

/// <summary>Numbers and summaries; <see cref="JsonHistograms"/> has the others. Each stands inside its object when called.</summary>
internal static class JsonPoints
{
    public static NumberPoint ReadNumber(ref Utf8JsonReader json, Decoding decoding)
    {
        PointParts shared = new();
        double value = 0;
        var isInteger = false;
        while (json.NextName())
        {
            if (json.Is("asDouble"u8))
                (value, isInteger) = (json.Double(), false);
            else if (json.Is("asInt"u8))
                (value, isInteger) = (json.Int64(), true);
            else
                shared.Read(ref json, decoding);
        }
        return new NumberPoint
        {
            Attributes = shared.Attributes, StartNanos = shared.Start, TimeNanos = shared.Time, Flags = shared.Flags,
            Exemplars = shared.Exemplars, Value = value, IsInteger = isInteger,
        };
    }

    public static SummaryPoint ReadSummary(ref Utf8JsonReader json, Decoding decoding)
    {
        PointParts shared = new();
        ulong count = 0;
        double sum = 0;
        List<(double Quantile, double Value)> quantiles = [];
        while (json.NextName())
        {
            if (json.Is("count"u8))
                count = json.UInt64();
            else if (json.Is("sum"u8))
                sum = json.Double();
            else if (json.Is("quantileValues"u8))
                ReadQuantiles(ref json, decoding, quantiles);
            else
                shared.Read(ref json, decoding);
        }
        return new SummaryPoint
        {
            Attributes = shared.Attributes, StartNanos = shared.Start, TimeNanos = shared.Time, Flags = shared.Flags,
            Count = count, Sum = sum, Quantiles = [.. quantiles],
        };
    }

    private static void ReadQuantiles(ref Utf8JsonReader json, Decoding decoding, List<(double Quantile, double Value)> quantiles)
    {
        if (!json.IsArray())
            return;
        while (json.NextItem())
        {
            decoding.Charge(Decoding.ValueBytes);
            double quantile = 0, value = 0;
            if (!json.IsObject())
                continue;
            while (json.NextName())
            {
                if (json.Is("quantile"u8))
                    quantile = json.Double();
                else if (json.Is("value"u8))
                    value = json.Double();
                else
                    json.Skip();
            }
            quantiles.Add((quantile, value));
        }
    }
}
