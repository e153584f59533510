namespace Suite.Bench.Intake;

/// <summary>One transport, one signal: a warm-up, then the load.</summary>
internal sealed record Measurement(string Text, bool Missed)
{
    /// <param name="gated">Whether there is a figure to reach.</param>
    public static async Task<Measurement> TakeAsync(Child hub, string transport, string signal, double seconds, bool gated)
    {
        var address = transport == "grpc" ? hub.Grpc : hub.Http;
        await Child.LoadAsync(transport, signal, address, seconds / 3);
        var before = await hub.ReportAsync();
        var load = await Child.LoadAsync(transport, signal, address, seconds);
        var after = await hub.ReportAsync();

        var cpu = after.CpuSeconds - before.CpuSeconds;
        var rate = load.Items / load.Seconds;
        var target = gated ? Target(transport, signal) : null;
        var verdict = target is not { } wanted ? "" : rate >= wanted ? $", at least {wanted:N0}: met" : $", at least {wanted:N0}: MISSED";
        return new(
            $"{signal,-8}{transport,-10}{rate,10:N0}/s{verdict}\n"
            + $"    {cpu * 1e6 / load.Items,6:F2} µs of processor each, {cpu / load.Seconds:P0} of the core"
            + $", {load.Bytes / load.Seconds / 1e6:F0} MB/s on the wire, {(after.Allocated - before.Allocated) / load.Items} bytes allocated each"
            + $", {after.Gen0 - before.Gen0} collections ({after.Gen2 - before.Gen2} full), {after.PauseSeconds - before.PauseSeconds:F2} s paused"
            + $", peak {after.PeakMegabytes:F0} MB, refused {load.Refused} requests, dropped {after.Dropped}",
            verdict.EndsWith("MISSED", StringComparison.Ordinal));
    }

    // The targets are for what SDKs send by default.
    private static int? Target(string transport, string signal) => (transport, signal) switch
    {
        ("http" or "grpc", "traces") => 50_000,
        ("http" or "grpc", "metrics") => 200_000,
        _ => null,
    };
}
