using System.Runtime.InteropServices;

namespace Suite.Imaging.Native;

/// <summary>
/// The few C functions that are needed. Operations are built through GObject properties: the usual C functions of libvips take a
/// variable number of arguments, which P/Invoke cannot pass on every processor.
/// </summary>
internal static partial class Vips
{
    internal const string Library = "vips";
    internal const string GObject = "gobject";
    internal const string GLib = "glib";

    internal const nuint TypeString = 16 << 2;

    [LibraryImport(Library, EntryPoint = "vips_init", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Init(string programName);

    [LibraryImport(Library, EntryPoint = "vips_version")]
    internal static partial int Version(int part);

    [LibraryImport(Library, EntryPoint = "vips_concurrency_set")]
    internal static partial void SetConcurrency(int threads);

    [LibraryImport(Library, EntryPoint = "vips_cache_set_max")]
    internal static partial void SetCacheMax(int operations);

    [LibraryImport(Library, EntryPoint = "vips_operation_block_set", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void BlockOperation(string className, int blocked);

    [LibraryImport(Library, EntryPoint = "vips_error_buffer_copy")]
    internal static partial nint TakeErrors();

    [LibraryImport(Library, EntryPoint = "vips_source_new_from_file", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint SourceFromFile(string path);

    [LibraryImport(Library, EntryPoint = "vips_source_new_from_memory")]
    internal static unsafe partial nint SourceFromMemory(void* data, nuint length);

    [LibraryImport(Library, EntryPoint = "vips_source_get_type")]
    internal static partial nuint SourceType();

    [LibraryImport(Library, EntryPoint = "vips_operation_new", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint NewOperation(string nickname);

    [LibraryImport(Library, EntryPoint = "vips_object_set_from_string", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetFromString(nint operation, string options);

    [LibraryImport(Library, EntryPoint = "vips_cache_operation_buildp")]
    internal static partial int BuildOperation(ref nint operation);

    [LibraryImport(Library, EntryPoint = "vips_object_unref_outputs")]
    internal static partial void UnrefOutputs(nint operation);

    [LibraryImport(Library, EntryPoint = "vips_image_get_type")]
    internal static partial nuint ImageType();

    [LibraryImport(Library, EntryPoint = "vips_image_get_width")]
    internal static partial int Width(nint image);

    [LibraryImport(Library, EntryPoint = "vips_image_get_height")]
    internal static partial int Height(nint image);

    [LibraryImport(Library, EntryPoint = "vips_image_get_n_pages")]
    internal static partial int Pages(nint image);

    [LibraryImport(Library, EntryPoint = "vips_image_get_orientation")]
    internal static partial int Orientation(nint image);

    [LibraryImport(Library, EntryPoint = "vips_image_hasalpha")]
    internal static partial int HasAlpha(nint image);

    [LibraryImport(Library, EntryPoint = "vips_image_copy_memory")]
    internal static partial nint CopyToMemory(nint image);

    [LibraryImport(Library, EntryPoint = "vips_image_write_to_memory")]
    internal static partial nint WriteToMemory(nint image, out nuint length);

    [LibraryImport(GObject, EntryPoint = "g_object_unref")]
    internal static partial void Unref(nint instance);

    [LibraryImport(GObject, EntryPoint = "g_object_ref")]
    internal static partial nint Ref(nint instance);

    [LibraryImport(GObject, EntryPoint = "g_object_set_property", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void SetProperty(nint instance, string name, ref GValue value);

    [LibraryImport(GObject, EntryPoint = "g_object_get_property", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void GetProperty(nint instance, string name, ref GValue value);

    [LibraryImport(GObject, EntryPoint = "g_value_init")]
    internal static partial nint InitValue(ref GValue value, nuint type);

    [LibraryImport(GObject, EntryPoint = "g_value_set_string", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void SetString(ref GValue value, string text);

    [LibraryImport(GObject, EntryPoint = "g_value_set_object")]
    internal static partial void SetObject(ref GValue value, nint instance);

    [LibraryImport(GObject, EntryPoint = "g_value_get_object")]
    internal static partial nint GetObject(ref GValue value);

    [LibraryImport(GObject, EntryPoint = "g_value_unset")]
    internal static partial void UnsetValue(ref GValue value);

    [LibraryImport(GLib, EntryPoint = "g_free")]
    internal static partial void Free(nint memory);

    [LibraryImport(GLib, EntryPoint = "g_setenv", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetEnvironment(string name, string value, int overwrite);

    /// <summary>A GValue: a type and two words of data, managed by GObject.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct GValue
    {
        internal nuint Type;
        internal ulong Data0;
        internal ulong Data1;
    }
}
