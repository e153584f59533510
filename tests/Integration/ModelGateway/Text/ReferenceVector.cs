using System.Runtime.InteropServices;
using System.Text.Json;
using Suite.Testing;

namespace Suite.Tests.Integration.ModelGateway.Text;

/// <summary>
/// What the model's own JavaScript runner made of a text: its tokens, and its vector as base64 of little-endian floats.
/// bench/Embedding/reference.js writes the file anew.
/// </summary>
internal sealed record ReferenceVector(string Text, int[] Tokens, string Vector)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<ReferenceVector> All { get; } = JsonSerializer.Deserialize<List<ReferenceVector>>(
        File.ReadAllText(Path.Combine(Repository.Root, "tests/Integration/ModelGateway/Text/reference-vectors.json")), Json)!;

    public float[] Numbers => MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(Vector)).ToArray();
}
