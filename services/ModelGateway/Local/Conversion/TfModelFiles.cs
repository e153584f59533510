using System.Text.Json.Nodes;

namespace Suite.ModelGateway.Local.Conversion;

/// <summary>
/// Reads the files of a TensorFlow.js graph model. They come either plain (JSON and bytes), or as scripts that export them: the
/// model as a literal, a shard as base64.
/// </summary>
internal static class TfModelFiles
{
    /// <param name="paths">The model first, then its shards in order.</param>
    public static TfGraph Read(IReadOnlyList<string> paths)
    {
        var shards = new Queue<string>(paths.Skip(1));
        return TfGraphReader.Read(ReadLiteral(paths[0])!, _ => ReadShard(shards.Dequeue()));
    }

    private static JsonNode? ReadLiteral(string path) => Path.GetExtension(path) == ".js"
        ? JsModule.ReadExport(File.ReadAllText(path))
        : JsonNode.Parse(File.ReadAllBytes(path));

    private static byte[] ReadShard(string path) => Path.GetExtension(path) == ".js"
        ? Convert.FromBase64String(ReadLiteral(path)!.GetValue<string>())
        : File.ReadAllBytes(path);
}
