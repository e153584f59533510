using System.Runtime.InteropServices;
using System.Text.Json;

namespace Suite.ModelGateway.Local.Text;

/// <summary>
/// The float tensors of a TensorFlow.js graph model: <c>model.json</c> lists them in order, the shard files beside it hold the
/// numbers end to end, little-endian.
/// </summary>
internal sealed class Weights
{
    private readonly Dictionary<string, float[]> _tensors = [];

    public static Weights Load(string folder)
    {
        var weights = new Weights();
        using var model = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "model.json")));
        foreach (var group in model.RootElement.GetProperty("weightsManifest").EnumerateArray())
            weights.Read(group, Join(folder, group.GetProperty("paths")));
        return weights;
    }

    /// <summary>The one tensor whose name ends so; the beginnings of the names say nothing but the model's scopes.</summary>
    public float[] this[string nameEnd] =>
        _tensors.Single(tensor => tensor.Key.EndsWith(nameEnd, StringComparison.Ordinal)).Value;

    private void Read(JsonElement group, byte[] bytes)
    {
        var offset = 0;
        foreach (var tensor in group.GetProperty("weights").EnumerateArray())
        {
            var length = sizeof(float);
            foreach (var side in tensor.GetProperty("shape").EnumerateArray())
                length *= side.GetInt32();

            // Everything that is not a float is a constant of the graph (int32, as wide), which the port has in its code.
            if (tensor.GetProperty("dtype").GetString() == "float32")
                _tensors[tensor.GetProperty("name").GetString()!] =
                    MemoryMarshal.Cast<byte, float>(bytes.AsSpan(offset, length)).ToArray();
            offset += length;
        }

        if (offset != bytes.Length)
            throw new InvalidDataException($"The weight shards hold {bytes.Length} bytes where model.json describes {offset}.");
    }

    private static byte[] Join(string folder, JsonElement paths)
    {
        using var joined = new MemoryStream();
        foreach (var path in paths.EnumerateArray())
            joined.Write(File.ReadAllBytes(Path.Combine(folder, path.GetString()!)));
        return joined.ToArray();
    }
}
