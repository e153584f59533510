using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Suite.Tests.Integration;

/// <summary>
/// Binds the telemetry store's SQLite before anything else is loaded. In this process alone it meets libvips, whose modules
/// bring the system's SQLite into the scope that every library is bound from: half of the store's calls would end in the
/// other's code, and the process with them.
/// </summary>
internal static partial class EmbeddedSqlite
{
    private const int BindNow = 2;

    [ModuleInitializer]
    internal static void Bind()
    {
        var library = Path.Combine(
            AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", "libe_sqlite3.so");
        if (Open(library, BindNow) == 0)
            throw new DllNotFoundException(library);
    }

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int flags);
}
