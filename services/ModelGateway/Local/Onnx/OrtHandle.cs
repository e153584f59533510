using System.Runtime.InteropServices;

namespace Suite.ModelGateway.Local.Onnx;

/// <summary>A native object that is released once, and not while a call is still using it.</summary>
internal sealed class OrtHandle : SafeHandle
{
    private readonly OrtLibrary _library;
    private readonly OrtFunction _release;

    public OrtHandle(OrtLibrary library, OrtFunction release, nint value) : base(0, ownsHandle: true)
    {
        (_library, _release) = (library, release);
        SetHandle(value);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        _library.Release(_release, handle);
        return true;
    }
}
