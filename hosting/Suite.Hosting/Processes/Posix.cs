using System.Runtime.InteropServices;

namespace Suite.Hosting.Processes;

internal static class Posix
{
    public const int SigInt = 2;
    public const int SigKill = 9;
    public const int SigTerm = 15;

    /// <summary>Signals every process of the group that <paramref name="leader"/> leads; false when none is left.</summary>
    public static bool SignalGroup(int leader, int signal) => Kill(-leader, signal) == 0;

    public static string NameOf(int signal) => signal switch
    {
        SigInt => "INT",
        SigKill => "KILL",
        _ => "TERM",
    };

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
