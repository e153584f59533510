using System.Text.Json;
using Suite.Testing;

namespace Suite.Tests.Integration.ModelGateway.Vision;

/// <summary>What TensorFlow.js 4.22 made of <see cref="SyntheticImage"/>. bench/Detection/reference.mjs writes the file anew.</summary>
/// <param name="Heat">Selected values of the detector's heat map: channel, row, column, value.</param>
/// <param name="Sizes">Selected values of its size head.</param>
/// <param name="Best">Its own decoding: left, top, right, bottom in pixels of 512, confidence, class; the best first.</param>
/// <param name="Scores">The moderation model's answer.</param>
internal sealed record ReferenceOutputs(double[][] Heat, double[][] Sizes, double[][] Best, double[] Scores)
{
    public static ReferenceOutputs Read() => JsonSerializer.Deserialize<ReferenceOutputs>(
        File.ReadAllText(Path.Combine(Repository.Root, "tests/Integration/ModelGateway/Vision/reference-outputs.json")),
        JsonSerializerOptions.Web)!;
}
