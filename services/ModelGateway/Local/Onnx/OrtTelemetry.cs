using System.Runtime.InteropServices;

namespace Suite.ModelGateway.Local.Onnx;

/// <summary>
/// The published onnxruntime tells its maker on the internet which models run, and keeps a device's id and unsent events below the
/// home folder. It refrains when a variable says so before its environment is created; the call that its interface has for that
/// comes too late for the first events.
/// </summary>
internal static partial class OrtTelemetry
{
    /// <summary>For the whole process. Native code does not see the variables that .NET sets, so the C library is asked.</summary>
    public static void SwitchOff()
    {
        if (SetVariable("ORT_DISABLE_TELEMETRY", "1", overwrite: 1) != 0)
            throw new OnnxException("The telemetry of onnxruntime could not be switched off.");
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
