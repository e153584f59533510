using System.Diagnostics;
using System.Security.Cryptography;

namespace Suite.ModelGateway.Local.Conversion;

/// <summary>
/// Keeps converted models between starts. A file's name holds a hash of everything that it was made from, so a new release of
/// the weights or of the converter never meets an old file, and several processes may share the folder.
/// </summary>
internal sealed partial class ModelCache(string folder, ILogger logger)
{
    /// <summary>The path of the converted model; <paramref name="convert"/> runs only if it is not there yet.</summary>
    public string GetOrConvert(string name, IReadOnlyList<string> sources, Func<byte[]> convert)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(GraphConverter.Version));
        foreach (var source in sources)
            hash.AppendData(File.ReadAllBytes(source));
        var path = Path.Combine(folder, $"{name}-{Convert.ToHexStringLower(hash.GetHashAndReset()[..8])}.onnx");
        if (File.Exists(path))
            return path;

        Log.Converting(logger, name);
        var started = Stopwatch.GetTimestamp();
        var model = convert();
        Directory.CreateDirectory(folder);
        // Renaming is atomic: another process sees either no file or a whole one.
        var temporary = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():n}";
        File.WriteAllBytes(temporary, model);
        File.Move(temporary, path, overwrite: true);
        Log.Converted(logger, name, model.Length, Stopwatch.GetElapsedTime(started).TotalMilliseconds, path);
        return path;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Converting model {Name} to ONNX; later starts find it in the cache")]
        public static partial void Converting(ILogger logger, string name);

        [LoggerMessage(LogLevel.Information, "Converted model {Name}: {Bytes} bytes in {Milliseconds:F0} ms, {Path}")]
        public static partial void Converted(ILogger logger, string name, int bytes, double milliseconds, string path);
    }
}
