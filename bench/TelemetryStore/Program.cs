using Suite.Bench;
using Suite.Bench.TelemetryStore;
using Suite.Dashboard.Telemetry.Runs;

// Fills one run of the dashboard's telemetry store and asks it everything that a page can ask.
//   dotnet run --project bench/TelemetryStore -c Release [-- --spans 1000000 --points 2000000 --trace 40 --rounds 20 --file F]
var settings = Settings.Of(args);
Console.WriteLine(Machine.Describe());
Console.WriteLine(settings);

var filled = File.Exists(settings.File) ? Filled.Again(settings) : Filling.Run(settings);
var inTime = Questions.Run(settings, filled);
if (!settings.Keep)
    RunFolder.Delete(settings.File);
return inTime ? 0 : 1;
