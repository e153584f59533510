using System.Globalization;
using System.Text.Json;

namespace Suite.Testing;

/// <summary>One series of an answer, with its value now. The metric's name is the label <c>__name__</c>.</summary>
public sealed record PrometheusSample(IReadOnlyDictionary<string, string> Labels, double Value)
{
    /// <summary>The label's value, or empty, which Prometheus takes for the same.</summary>
    public string this[string label] => Labels.GetValueOrDefault(label, "");

    internal static IReadOnlyList<PrometheusSample> Read(PrometheusData data) => data.ResultType switch
    {
        "vector" => [.. data.Result.EnumerateArray().Select(series => new PrometheusSample(
            series.GetProperty("metric").Deserialize<Dictionary<string, string>>()!, ValueOf(series.GetProperty("value"))))],
        "scalar" => [new PrometheusSample(new Dictionary<string, string>(), ValueOf(data.Result))],
        var other => throw new InvalidOperationException($"The query gives a {other}, not a value a series."),
    };

    // [time, "value"]: a text, so that it can be +Inf and NaN.
    private static double ValueOf(JsonElement sample) => sample[1].GetString() switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        var number => double.Parse(number!, CultureInfo.InvariantCulture),
    };
}

internal sealed record PrometheusAnswer(string Status, PrometheusData Data, string? Error);

internal sealed record PrometheusData(string ResultType, JsonElement Result);
