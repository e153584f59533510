// Hub intake: how much telemetry the hub receives, decodes and hands to its consumers on one core. The hub is a process of
// its own on one core, the load another on another core; four senders keep a request in flight each.
//   dotnet run -c Release --project bench/Intake -- [--seconds 10] [--consumers none,exposition,store,all]
using Suite.Bench;
using Suite.Bench.Intake;

return args switch
{
    ["hub", var consumers] => await HubRole.RunAsync(consumers),
    ["load", var transport, var signal, var address, var seconds] => await LoadRole.RunAsync(transport, signal, address, double.Parse(seconds)),
    _ when Arguments.Parse(args) is { } arguments => await RunAsync(arguments),
    _ => Usage(),
};

static async Task<int> RunAsync(Arguments arguments)
{
    Console.WriteLine(Machine.Describe());
    Console.WriteLine($"Batches: {Payloads.Describe()}");
    var missed = false;
    foreach (var consumers in arguments.Consumers)
    {
        Console.WriteLine();
        Console.WriteLine($"Consumers, on the same core: {consumers}");
        foreach (var signal in new[] { "traces", "metrics", "logs" })
        {
            foreach (var transport in consumers == "none" ? new[] { "http", "grpc", "http-gzip", "http-json" } : ["http", "grpc"])
            {
                // The figures are for receiving, decoding and handing over; what consumers then do on the same core is printed beside.
                // A new hub each time: its memory and what it keeps are this load's alone.
                await using var hub = await Child.StartHubAsync(consumers);
                var result = await Measurement.TakeAsync(hub, transport, signal, arguments.Seconds, gated: consumers == "none");
                Console.WriteLine(result.Text);
                missed |= result.Missed;
            }
        }
    }
    return missed ? 1 : 0;
}

static int Usage()
{
    Console.Error.WriteLine("Usage: [--seconds 10] [--consumers none,exposition,store,all]. Two cores are needed.");
    return 1;
}
