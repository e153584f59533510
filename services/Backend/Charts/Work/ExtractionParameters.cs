using System.Text.Json;
using System.Text.Json.Serialization;
using Suite.Charts.Digitising;
using Suite.ServiceDefaults;

namespace Suite.Charts.Work;

/// <summary>
/// What a job says about its chart, in the seed's names. All may be left out: an axis without bounds is read from its labels.
/// Further names are kept with the job and not looked at.
/// </summary>
/// <param name="XScale">Multiplies every x that is read, say 0.001 for an axis in milliamperes.</param>
/// <param name="Preset">Names the columns: output, transfer, capacitance or resistance.</param>
/// <param name="Legend">The third column of the preset: of which curve it is, as the chart's legend says.</param>
internal sealed record ExtractionParameters(
    [property: JsonPropertyName("x_min")] double? XMin = null,
    [property: JsonPropertyName("x_max")] double? XMax = null,
    [property: JsonPropertyName("y_min")] double? YMin = null,
    [property: JsonPropertyName("y_max")] double? YMax = null,
    [property: JsonPropertyName("x_scale_type")] ScaleType XScaleType = ScaleType.Linear,
    [property: JsonPropertyName("y_scale_type")] ScaleType YScaleType = ScaleType.Linear,
    [property: JsonPropertyName("x_scale")] double XScale = 1,
    [property: JsonPropertyName("y_scale")] double YScale = 1,
    [property: JsonPropertyName("x_axis_name")] string? XAxisName = null,
    [property: JsonPropertyName("y_axis_name")] string? YAxisName = null,
    string? Preset = null,
    string? Legend = null)
{
    private const double Largest = 1e100;

    /// <exception cref="ProblemException"><c>invalid-chart-parameters</c>.</exception>
    public static ExtractionParameters Of(JsonElement? json)
    {
        if (json is not { ValueKind: not JsonValueKind.Null } given)
            return new ExtractionParameters();
        if (given.ValueKind != JsonValueKind.Object)
            throw Problems.InvalidParameters.ToException("parameters is an object.");
        try
        {
            var parameters = given.Deserialize<ExtractionParameters>(SuiteJson.Options)!;
            return parameters.Error() is { } error ? throw Problems.InvalidParameters.ToException(error) : parameters;
        }
        catch (JsonException wrong)
        {
            throw Problems.InvalidParameters.ToException($"{wrong.Path?.TrimStart('$', '.')} in parameters is not of the kind that it should be.");
        }
    }

    /// <summary>x, y, and with a preset the legend's name.</summary>
    public IReadOnlyList<string> Columns
    {
        get
        {
            var preset = Presets.Find(Preset);
            IEnumerable<string> names = [XAxisName ?? preset?.X ?? "x", YAxisName ?? preset?.Y ?? "y"];
            return [.. names, .. preset is null ? Array.Empty<string>() : [preset.Legend]];
        }
    }

    private string? Error() =>
        OfAxis("x", XMin, XMax, XScaleType, XScale)
        ?? OfAxis("y", YMin, YMax, YScaleType, YScale)
        ?? (Preset is not null && Presets.Find(Preset) is null ? $"preset is one of {string.Join(", ", Presets.Names)}." : null)
        ?? (new[] { XAxisName, YAxisName, Legend }.Any(name => name is { Length: > 100 } || name?.Contains('\0') == true)
            ? "Names of axes and legends have at most 100 characters, none of them U+0000." : null);

    private static string? OfAxis(string axis, double? min, double? max, ScaleType scale, double by)
    {
        if (min is null != max is null)
            return $"Give both {axis}_min and {axis}_max, or neither.";
        if (by == 0 || !(Math.Abs(by) <= Largest))
            return $"{axis}_scale is a number other than 0, of at most {Largest:G1}.";
        if (min is not { } from || max is not { } to)
            return scale == ScaleType.Log ? $"A log axis needs its bounds: give {axis}_min and {axis}_max." : null;
        if (!(Math.Abs(from) <= Largest && Math.Abs(to) <= Largest))
            return $"{axis}_min and {axis}_max are numbers of at most {Largest:G1}.";
        if (from == to)
            return $"{axis}_min and {axis}_max are the same.";
        return scale == ScaleType.Log && (from <= 0 || to <= 0)
            ? $"{axis}_min and {axis}_max of a log axis are greater than 0."
            : null;
    }
}
