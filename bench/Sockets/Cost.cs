using System.Diagnostics;

namespace Suite.Bench.Sockets;

/// <summary>What a process has used so far.</summary>
internal sealed record Cost(string Name, TimeSpan Cpu, long Memory)
{
    public static Cost Of(string name, int process)
    {
        using var running = Process.GetProcessById(process);
        return new Cost(name, running.TotalProcessorTime, running.WorkingSet64);
    }
}
