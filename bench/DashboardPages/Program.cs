using Suite.Bench;
using Suite.Bench.DashboardPages;
using Suite.Testing;

// How long somebody waits for the dashboard's pages, in a browser, with a store that is filled. See bench/README.md.
const int Rounds = 7, Traces = 4000, SpansEach = 25, LongTrace = 1000;
const double PageFigure = 1000, TraceFigure = 300;

await using var dashboard = await DashboardProcess.StartAsync();
var traffic = new Traffic(DateTimeOffset.UtcNow, new Random(4));
Console.WriteLine(Machine.Describe());
for (var i = 0; i < Traces; i++)
    await dashboard.SendAsync("traces", traffic.Trace(traffic.Hex(32), SpansEach));
for (var i = 0; i < 20; i++)
    await dashboard.SendAsync("logs", traffic.Logs(1000));
await dashboard.SendAsync("metrics", traffic.Metrics(100));
var longTraces = Enumerable.Range(0, Rounds).Select(_ => traffic.Hex(32)).ToList();
foreach (var traceId in longTraces)
    await dashboard.SendAsync("traces", traffic.Trace(traceId, LongTrace));
Console.WriteLine($"{Traces * SpansEach:N0} spans, 20,000 logs, 32,000 points and {Rounds} traces of {LongTrace:N0} spans sent");
Console.WriteLine();

await using var chromium = new Chromium();
await chromium.InitializeAsync();
var page = await chromium.NewPageAsync(dashboard.Address);
await page.GotoAsync($"login?t={DashboardProcess.Token}");
var cookies = await page.Context.CookiesAsync();
var met = true;

(string Name, string Path, string Content)[] pages =
[
    ("resources", "", "#view .toolbar"), ("logs", "logs", ".log-row"), ("traces", "traces", ".trace-row"),
    ("trace of 1,000 spans", $"traces/{longTraces[0]}", ".span-row"), ("service map", "map", ".node"),
    ("metrics", "metrics?of=web&meter=Suite.Bench&name=suite.bench.gauge0", ".series"), ("model calls", "models", ".call-row"),
];
Console.WriteLine($"{"first load, nothing cached, to content, ms",-48}{"median",8}{"worst",8}");
foreach (var (name, path, content) in pages)
{
    var times = new List<double>();
    for (var round = 0; round < Rounds; round++)
    {
        var tab = await chromium.NewPageAsync(dashboard.Address);
        await tab.Context.AddCookiesAsync(cookies.Select(cookie =>
            new Microsoft.Playwright.Cookie { Name = cookie.Name, Value = cookie.Value, Url = dashboard.Address.ToString() }));
        times.Add(await Stopwatches.FirstLoadAsync(tab, path, content));
        await tab.Context.CloseAsync();
    }
    Print(name, times, PageFigure);
}

Console.WriteLine();
Console.WriteLine($"{"a trace of 1,000 spans, drawn, ms",-48}{"median",8}{"worst",8}");
List<double> clicked = [], arrived = [];
await page.GotoAsync("traces");
foreach (var traceId in longTraces)
{
    await page.WaitForSelectorAsync(".trace-row");
    var times = await Stopwatches.OpenTraceAsync(page, traceId);
    clicked.Add(times[0]);
    arrived.Add(times[1]);
    await page.GoBackAsync();
}
Print("from the click", clicked, TraceFigure);
Print("from the arrival of its data", arrived, TraceFigure);
return met ? 0 : 1;

void Print(string name, List<double> times, double figure)
{
    times.Sort();
    var median = times[times.Count / 2];
    met &= median <= figure;
    Console.WriteLine($"{name,-48}{median,8:F0}{times[^1],8:F0}   {(median <= figure ? "met" : "missed")} (at most {figure:F0})");
}
