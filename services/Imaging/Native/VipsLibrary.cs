using System.Reflection;
using System.Runtime.InteropServices;

namespace Suite.Imaging.Native;

/// <summary>Finds libvips on this machine and starts it once.</summary>
internal static class VipsLibrary
{
    /// <summary>vips_init, thumbnail's fail_on and vips_operation_block_set are all there from 8.13 on.</summary>
    private const int OldestMinor = 13;

    // Only the loaders that are fuzzed and that we read; everything else, ImageMagick and PDF among it, stays blocked.
    private static readonly string[] AllowedLoaders =
        ["Jpeg", "Png", "Webp", "Nsgif", "Tiff", "Heif"];

    private static readonly Dictionary<string, string[]> FileNames = new()
    {
        [Vips.Library] = ["libvips.so.42", "libvips.so", "libvips.42.dylib", "libvips-42.dll"],
        [Vips.GObject] = ["libgobject-2.0.so.0", "libgobject-2.0.so", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"],
        [Vips.GLib] = ["libglib-2.0.so.0", "libglib-2.0.so", "libglib-2.0.0.dylib", "libglib-2.0-0.dll"],
    };

    private static readonly Lazy<string?> Failure = new(Start);

    /// <summary>Throws <see cref="ImageProblem.LibraryMissing"/> when libvips cannot be used on this machine.</summary>
    internal static void EnsureStarted()
    {
        if (Failure.Value is { } reason)
            throw new ImageException(ImageProblem.LibraryMissing, reason);
    }

    private static string? Start()
    {
        NativeLibrary.SetDllImportResolver(typeof(VipsLibrary).Assembly, Resolve);
        try
        {
            // Warnings about odd metadata would go to standard error for every such file.
            Vips.SetEnvironment("VIPS_WARNING", "0", overwrite: 0);
            if (Vips.Init("suite") != 0)
                return $"libvips did not start: {VipsErrors.Take()}";
        }
        catch (DllNotFoundException missing)
        {
            return $"{missing.Message} On Debian: apt-get install libvips42.";
        }

        if (Vips.Version(0) != 8 || Vips.Version(1) < OldestMinor)
            return $"libvips 8.{OldestMinor} or newer is needed; this machine has {Vips.Version(0)}.{Vips.Version(1)}.";

        // Results are never asked for twice, so a cache would only hold memory.
        Vips.SetCacheMax(0);
        if (Environment.GetEnvironmentVariable("VIPS_CONCURRENCY") is null)
            Vips.SetConcurrency(Math.Clamp(Environment.ProcessorCount, 1, 4));

        Vips.BlockOperation("VipsForeignLoad", 1);
        foreach (var loader in AllowedLoaders)
            Vips.BlockOperation($"VipsForeignLoad{loader}", 0);
        return null;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search)
    {
        if (!FileNames.TryGetValue(name, out var candidates))
            return 0;

        foreach (var candidate in candidates)
        {
            if (NativeLibrary.TryLoad(candidate, assembly, search, out var handle))
                return handle;
        }

        throw new DllNotFoundException($"{candidates[0]} was not found; images cannot be read without libvips.");
    }
}
