using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace Suite.ModelGateway.Local.Conversion;

/// <summary>
/// Reads a TensorFlow.js graph model: the GraphDef as JSON, and a manifest that says where each weight lies in the shards,
/// which are one long run of bytes.
/// </summary>
internal static class TfGraphReader
{
    /// <param name="model">The parsed model file.</param>
    /// <param name="shard">The bytes of a shard by the name that the manifest gives it.</param>
    /// <exception cref="ConversionException">The model is not a graph model, or a shard is too short.</exception>
    public static TfGraph Read(JsonNode model, Func<string, byte[]> shard)
    {
        var nodes = model["modelTopology"]?["node"]?.AsArray()
            ?? throw new ConversionException("The model has no graph: only TensorFlow.js graph models can be converted.");
        var weights = new Dictionary<string, TfWeight>();
        foreach (var group in model["weightsManifest"]?.AsArray() ?? [])
        {
            using var bytes = new MemoryStream();
            foreach (var path in group!["paths"]!.AsArray())
                bytes.Write(shard(path!.GetValue<string>()));
            ReadGroup(group["weights"]!.AsArray(), bytes.ToArray(), weights);
        }

        return new TfGraph(nodes.Select(node => ReadNode(node!)).ToDictionary(node => node.Name), weights);
    }

    private static TfNode ReadNode(JsonNode node) => new(
        node["name"]!.GetValue<string>(),
        node["op"]!.GetValue<string>(),
        [.. (node["input"]?.AsArray() ?? []).Select(input => input!.GetValue<string>().TrimStart('^').Split(':')[0])],
        (node["attr"]?.AsObject() ?? []).ToDictionary(attribute => attribute.Key, attribute => ReadAttribute(attribute.Value!)));

    private static TfAttribute ReadAttribute(JsonNode attribute)
    {
        var values = attribute["list"] ?? attribute;
        return new TfAttribute(
            [.. Each(values["s"]).Select(text => Encoding.UTF8.GetString(Convert.FromBase64String(text.GetValue<string>())))],
            [.. Each(values["i"]).Select(number => long.Parse(number.ToString()))],
            attribute["b"]?.GetValue<bool>() ?? false);
    }

    private static IEnumerable<JsonNode> Each(JsonNode? oneOrMany) => oneOrMany switch
    {
        null => [],
        JsonArray many => many.Select(item => item!),
        _ => [oneOrMany],
    };

    private static void ReadGroup(JsonArray manifest, byte[] bytes, Dictionary<string, TfWeight> weights)
    {
        var at = 0;
        foreach (var entry in manifest)
        {
            var name = entry!["name"]!.GetValue<string>();
            int[] shape = [.. entry["shape"]!.AsArray().Select(size => size!.GetValue<int>())];
            var count = shape.Aggregate(1, (product, size) => product * size);
            var quantization = entry["quantization"];
            var stored = (quantization ?? entry)["dtype"]!.GetValue<string>();
            var size = stored switch { "float32" or "int32" => 4, "float16" or "uint16" => 2, "uint8" or "bool" => 1, _ => 0 };
            if (size == 0)
                throw new ConversionException($"Weight {name} is stored as {stored}, which is not supported.");
            if (at + (count * size) > bytes.Length)
                throw new ConversionException($"Weight {name} ends after the last byte of the shards.");

            var scale = quantization?["scale"]?.GetValue<double>() ?? 1;
            var minimum = quantization?["min"]?.GetValue<double>() ?? 0;
            var values = new float[count];
            for (var i = 0; i < count; i++, at += size)
                values[i] = (float)((Number(bytes.AsSpan(at, size), stored) * scale) + minimum);
            weights[name] = new TfWeight(shape, values);
        }
    }

    private static double Number(ReadOnlySpan<byte> bytes, string type) => type switch
    {
        "float32" => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        "int32" => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        "float16" => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        "uint16" => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        _ => bytes[0],
    };
}
