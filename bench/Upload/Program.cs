// From upload to searchable: sends one photograph after another to an idle suite, each different in its bytes, and waits
// until a search by meaning returns it. Needs a running suite.
//   dotnet run --project bench/Upload -c Release -- ADDRESS API_KEY PHOTO.jpg [COUNT]
using System.Diagnostics;
using Suite.Bench.Upload;

if (args.Length < 3)
{
    Console.Error.WriteLine("Usage: ADDRESS API_KEY PHOTO.jpg [COUNT]");
    return 1;
}

var count = args.Length > 3 ? int.Parse(args[3]) : 20;
var photo = await File.ReadAllBytesAsync(args[2]);
using var suite = new SuiteClient(args[0], args[1]);
List<double> accepted = [], searchable = [];

for (var run = -2; run < count; run++)
{
    var watch = Stopwatch.StartNew();
    var asset = await suite.UploadAsync($"bench-{run}.jpg", UniqueJpeg.From(photo));
    var answered = watch.Elapsed.TotalMilliseconds;
    await suite.WaitUntilFoundAsync(asset, TimeSpan.FromSeconds(60));
    var found = watch.Elapsed.TotalMilliseconds;

    // The first two warm the code up and are not counted.
    if (run < 0)
        continue;
    accepted.Add(answered);
    searchable.Add(found);
    Console.WriteLine($"{run + 1,3}  accepted {answered,6:F0} ms  searchable {found,6:F0} ms");
}

Report("accepted", accepted);
Report("searchable", searchable);
Console.WriteLine($"target: searchable p50 <= 2000 ms: {(Percentile(searchable, .5) <= 2000 ? "met" : "missed")}");
return 0;

static void Report(string what, List<double> times) =>
    Console.WriteLine($"{what,-10} p50 {Percentile(times, .5),6:F0} ms  p95 {Percentile(times, .95),6:F0} ms  n {times.Count}");

static double Percentile(List<double> times, double part) =>
    times.Order().ElementAt((int)Math.Min(times.Count - 1, Math.Floor(times.Count * part)));
