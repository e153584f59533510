using System.Runtime.InteropServices;

namespace Suite.Bench.Instrumentation;

/// <summary>
/// The processor time of another process to the nanosecond: of all its threads, those that have ended too. The times in
/// <c>/proc/…/stat</c> are counted in hundredths of a second.
/// </summary>
internal static partial class ProcessorClock
{
    // clock_getcpuclockid(3) says the same: the complement of the process id, above three bits of which 2 means the scheduler's own time.
    public static TimeSpan Of(int processId)
    {
        if (Read((~processId << 3) | 2, out var time) != 0)
            throw new InvalidOperationException($"The processor time of process {processId} cannot be read.");
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1_000.0);
    }

    /// <summary>The part of the threads of one name, as far as they are still there.</summary>
    public static TimeSpan OfThreads(int processId, string name) => TimeSpan.FromMicroseconds(
        Directory.GetDirectories($"/proc/{processId}/task").Sum(thread => Nanoseconds(thread, name)) / 1_000.0);

    private static long Nanoseconds(string thread, string name)
    {
        try
        {
            return File.ReadAllText($"{thread}/comm").TrimEnd() == name
                ? long.Parse(File.ReadAllText($"{thread}/schedstat").Split(' ')[0])
                : 0;
        }
        catch (IOException)
        {
            // It has ended since it was listed.
            return 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Read(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
