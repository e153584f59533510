using System.Runtime.InteropServices;

namespace Suite.Imaging.Native;

internal static class VipsErrors
{
    /// <summary>
    /// libvips' words for what went wrong, in one line. The buffer is shared by all threads, so they may belong to a neighbour's
    /// failure: they are for people, and no decision is made on them.
    /// </summary>
    internal static string Take()
    {
        var memory = Vips.TakeErrors();
        var text = Marshal.PtrToStringUTF8(memory) ?? "";
        Vips.Free(memory);
        return string.Join("; ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Take(3));
    }
}
