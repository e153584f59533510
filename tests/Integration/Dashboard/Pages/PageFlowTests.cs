using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Suite.Dashboard.Hub;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Suite.Tests.Integration.Dashboard.Pages;

/// <summary>What observers do with the pages, in a browser, on telemetry that came in like any other.</summary>
[Collection(nameof(DashboardPages))]
public sealed class PageFlowTests(DashboardPages pages) : IAsyncLifetime
{
    private readonly List<IPage> _tabs = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var tab in _tabs)
            await tab.Context.CloseAsync();
    }

    [Fact]
    public async Task A_log_leads_to_its_trace_and_the_trace_to_the_span_that_wrote_it()
    {
        var sample = await SendAsync("leads");
        var page = await OpenAsync("logs?text=leads");

        await page.Locator(".log-row", new() { HasText = sample.LogText }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Open its trace" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex($"traces/{sample.TraceId}.*span={sample.BackendSpan}"));
        await Expect(page.Locator("aside.details h2")).ToHaveTextAsync("POST /api/assets leads");
        await Expect(page.Locator("aside.details .log-line")).ToContainTextAsync(sample.LogText);
        await Expect(page.Locator(".span-row")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task An_exemplar_of_a_metric_opens_the_span_that_it_was_measured_in()
    {
        var sample = await SendAsync("exemplary");
        var page = await OpenAsync("metrics?text=exemplary");

        await page.GetByRole(AriaRole.Link, new() { Name = sample.Instrument }).ClickAsync();
        await Expect(page.Locator(".series")).ToHaveCountAsync(3);
        await page.Locator("a.exemplar").Last.ClickAsync();

        await Expect(page.Locator("aside.details h2")).ToHaveTextAsync("POST /api/assets exemplary");
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_go_back_with_it()
    {
        var sample = await SendAsync("address");
        var page = await OpenAsync("logs?text=address");

        await page.Locator(".log-row").ClickAsync();
        await page.Locator("aside.details .attributes tr", new() { HasText = "Queue" }).HoverAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Only where Queue is this" }).ClickAsync();
        await page.GetByLabel("Level").SelectOptionAsync("error");

        await Expect(page).ToHaveURLAsync(new Regex(@"where=Queue%3Dcaptions\+address.*level=error"));
        var shared = await OpenAsync(new Uri(page.Url).PathAndQuery.TrimStart('/'));
        await Expect(shared.Locator(".chip", new() { HasText = "Queue=captions address" })).ToBeVisibleAsync();
        await Expect(shared.GetByLabel("Level")).ToHaveValueAsync("error");
        await Expect(shared.Locator(".log-row", new() { HasText = sample.LogText })).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Expect(page.GetByLabel("Level")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_paused_page_counts_what_comes_in_and_shows_it_when_it_goes_on()
    {
        await SendAsync("pausing");
        var page = await OpenAsync("logs?text=pausing");
        await Expect(page.Locator(".log-row")).ToHaveCountAsync(1);

        await page.Keyboard.PressAsync("p");
        await SendAsync("pausing");

        await Expect(page.Locator("button.live")).ToHaveTextAsync(new Regex(@"Paused · \d+ new"));
        await Expect(page.Locator(".log-row")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("p");
        await Expect(page.Locator(".log-row")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_live_page_shows_by_itself_what_comes_in()
    {
        var page = await OpenAsync("traces?text=arriving");
        await Expect(page.Locator(".empty")).ToHaveTextAsync("No trace of this time matches the filters.");

        await SendAsync("arriving");

        await Expect(page.Locator(".trace-row")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_file_is_imported_as_a_run_of_its_own_and_exported_again_as_it_was()
    {
        var sample = new SampleTelemetry("imported", new DateTimeOffset(2025, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var page = await OpenAsync("traces");

        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "case.json", MimeType = "application/json", Buffer = JsonSerializer.SerializeToUtf8Bytes(sample.File()),
        });

        await Expect(page).ToHaveURLAsync(new Regex("run="));
        await Expect(page.Locator(".trace-row", new() { HasText = "upload imported" })).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Run").Locator("option:checked")).ToHaveTextAsync("Imported: case.json");
        await page.GetByRole(AriaRole.Link, new() { Name = "Logs", Exact = true }).ClickAsync();
        await Expect(page.Locator(".log-row", new() { HasText = sample.LogText })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Data" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Export everything of this time").ClickAsync());
        var exported = JsonNode.Parse(await File.ReadAllTextAsync(await download.PathAsync()))!;
        Assert.Equal(3, exported["resourceSpans"]!.AsArray().Sum(CountOf("scopeSpans", "spans")));
        Assert.Equal(1, exported["resourceLogs"]!.AsArray().Sum(CountOf("scopeLogs", "logRecords")));

        await page.GetByLabel("Run").SelectOptionAsync("");
        await Expect(page.Locator(".log-row", new() { HasText = sample.LogText })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Everything_can_be_reached_by_keyboard()
    {
        var sample = await SendAsync("keys");
        var page = await OpenAsync("logs");
        await Expect(page.Locator(".log-row").First).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("t");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Traces" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("/");
        await page.RunAndWaitForResponseAsync(
            () => page.Keyboard.TypeAsync("keys"), response => response.Url.Contains("text=keys", StringComparison.Ordinal));
        await Expect(page.Locator(".trace-row")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".rows").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex($"traces/{sample.TraceId}"));
        await Expect(page.Locator(".span-row")).ToHaveCountAsync(3);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Locator(".span-row")).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("aside.details h2")).ToHaveTextAsync("POST /api/assets keys");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("aside.details")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_theme_that_somebody_chose_is_there_when_the_page_is_opened_again()
    {
        var page = await OpenAsync("logs");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Logs" })).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("d");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.ReloadAsync();

        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(page.Locator("meta[name=color-scheme]")).ToHaveAttributeAsync("content", "dark");
    }

    [Fact]
    public async Task Nothing_that_telemetry_contains_is_read_as_html()
    {
        var hostile = """<img src=x onerror="window.read=1"></script><script>window.read=1</script>""";
        var sample = await SendAsync(hostile);
        var page = await OpenAsync("");
        var said = new List<string>();
        page.Console += (_, message) => said.Add(message.Text);
        var of = $"of={Uri.EscapeDataString(sample.Backend)}&meter={Uri.EscapeDataString($"Suite.{hostile}")}&name={Uri.EscapeDataString(sample.Instrument)}";

        foreach (var (path, shown) in new[]
        {
            ("logs", ".log-row"), ("traces", ".trace-row"), ($"traces/{sample.TraceId}?span={sample.BackendSpan}", "aside.details .attributes"),
            ("map", ".node"), ($"metrics?{of}", ".instrument h2"), ($"metrics?{of}&view=table", ".instrument td"), ("models", ".call-row"),
        })
        {
            await page.GotoAsync(path);
            await Expect(page.Locator(shown).Filter(new() { HasText = "<img src=x" }).First).ToBeVisibleAsync();
            Assert.Equal(0, await page.Locator("img").CountAsync());
            Assert.False(await page.EvaluateAsync<bool>("'read' in window"));
        }
        Assert.Empty(said);
    }

    [Fact]
    public async Task A_failed_answer_is_told_in_the_servers_words_and_can_be_asked_for_again()
    {
        var page = await OpenAsync("logs?run=no-such-run");

        await Expect(page.Locator(".notice")).ToContainTextAsync("run");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go to now" }).ClickAsync();
        await Expect(page.Locator(".notice")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_trace_that_is_not_there_is_said_to_be_so()
    {
        var page = await OpenAsync("traces/4bf92f3577b34da6a3ce929d0e0e4736");

        await Expect(page.Locator(".notice")).ToContainTextAsync("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    [Fact]
    public async Task Resources_are_a_graph_as_well_and_a_node_opens_its_resource()
    {
        var page = await OpenAsync("?view=graph");

        await page.Locator(".node[data-id=postgres]").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new Regex("resource=backend"));
        await Expect(page.Locator("aside.details dl")).ToContainTextAsync("Waits forpostgres");
    }

    private static Func<JsonNode?, int> CountOf(string scopes, string items) =>
        resource => resource![scopes]!.AsArray().Sum(scope => scope![items]!.AsArray().Count);

    private async Task<IPage> OpenAsync(string path)
    {
        var page = await pages.OpenAsync(path);
        _tabs.Add(page);
        return page;
    }

    /// <summary>Sends a sample as an exporter would.</summary>
    private async Task<SampleTelemetry> SendAsync(string word)
    {
        var sample = new SampleTelemetry(word);
        using var client = new HttpClient { BaseAddress = pages.Dashboard.Hub(Listener.Http) };
        foreach (var (signal, name, content) in new[] { ("traces", "resourceSpans", sample.Spans()), ("logs", "resourceLogs", sample.Logs()), ("metrics", "resourceMetrics", sample.Metrics()) })
            (await client.PostAsJsonAsync($"/v1/{signal}", new JsonObject { [name] = content })).EnsureSuccessStatusCode();
        return sample;
    }
}
