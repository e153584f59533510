using System.Runtime.InteropServices;

namespace Suite.ModelGateway.Local.Onnx;

/// <summary>The native onnxruntime: loaded once a process, its function table and its environment live until the end.</summary>
internal sealed unsafe class OrtLibrary
{
    // The table of version 17 has every function we call; later libraries still hand it out.
    private const uint ApiVersion = 17;
    private const int LogErrorsOnly = 3;

    private static readonly Lock Loading = new();
    private static OrtLibrary? _loaded;

    private readonly nint* _functions;

    private OrtLibrary(string path)
    {
        OrtTelemetry.SwitchOff();
        var library = NativeLibrary.Load(path);
        var entry = (delegate* unmanaged<nint*>)NativeLibrary.GetExport(library, "OrtGetApiBase");
        var apiBase = entry();
        var getApi = (delegate* unmanaged<uint, nint>)apiBase[0];
        Version = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)apiBase[1])()) ?? "";
        _functions = (nint*)getApi(ApiVersion);
        if (_functions == null)
            throw new OnnxException($"onnxruntime {Version} does not offer API version {ApiVersion}.");

        nint environment, memory, allocator;
        fixed (byte* name = "suite\0"u8)
            Check(((delegate* unmanaged<int, byte*, nint*, nint>)this[OrtFunction.CreateEnv])(LogErrorsOnly, name, &environment));
        Check(((delegate* unmanaged<int, int, nint*, nint>)this[OrtFunction.CreateCpuMemoryInfo])(1, 0, &memory));
        Check(((delegate* unmanaged<nint*, nint>)this[OrtFunction.GetDefaultAllocator])(&allocator));
        (Environment, CpuMemory, Allocator) = (environment, memory, allocator);
    }

    public string Version { get; }
    public nint Environment { get; }
    public nint CpuMemory { get; }
    public nint Allocator { get; }

    public nint this[OrtFunction function] => _functions[(int)function];

    /// <summary>The library inside the installed <c>onnxruntime-node</c> package.</summary>
    public static string PathIn(string weightsPath)
    {
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        return Path.Combine(
            weightsPath, "onnxruntime-node", "bin", "napi-v6", "linux", architecture, "libonnxruntime.so.1");
    }

    public static OrtLibrary Load(string weightsPath)
    {
        lock (Loading)
            return _loaded ??= new OrtLibrary(PathIn(weightsPath));
    }

    /// <summary>Turns a status into an exception; null means success.</summary>
    public void Check(nint status)
    {
        if (status == 0)
            return;
        var message = Marshal.PtrToStringUTF8(
            ((delegate* unmanaged<nint, nint>)this[OrtFunction.GetErrorMessage])(status));
        Release(OrtFunction.ReleaseStatus, status);
        throw new OnnxException(message ?? "onnxruntime failed without a message.");
    }

    public void Release(OrtFunction release, nint handle)
    {
        if (handle != 0)
            ((delegate* unmanaged<nint, void>)this[release])(handle);
    }
}
