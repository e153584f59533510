using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Suite.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Suite.Tests.EndToEnd;

/// <summary>The chart queue, from an uploaded picture to numbers: as a person does it, and as a program follows it.</summary>
public sealed class ChartQueueTests(SuiteApp suite, Chromium chromium)
{
    [Fact]
    public async Task A_chart_in_a_manual_queue_is_read_when_a_person_releases_it()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var client = suite.CreateClient();
        var queue = await PostAsync(client, "/api/queue/create", new { name = "Data sheets", mode = "manual" }, "queue_id", cancel);
        using var socket = await Socket.OpenAsync(suite, $"/ws/queue/{queue}", cancel);
        var page = await chromium.NewPageAsync(suite.Address);
        await page.SignInAsync(suite);

        await CreateProductAsync(page);
        await AddChartAsync(page, "transfer.png", Saturating);
        await ReadAsync(page);
        await Expect(page.GetByText("Waits to be released.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Release" }).ClickAsync();
        var told = await socket.ReadUntilAsync("queue:job_completed", cancel);
        await page.GetByRole(AriaRole.Link, new() { Name = "See the curve" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Points of the curve" })).ToBeVisibleAsync();
        await page.KeepScreenshotAsync("chart");

        Assert.Contains(told, message => Socket.TypeOf(message) == "queue:job_added");
        var jobId = told[^1].GetProperty("payload").GetProperty("job_id").GetString();
        var csv = await client.GetStringAsync($"/api/chart-results/{jobId}.csv", cancel);
        Assert.All(PointsOf(csv), point => Assert.InRange(point.Y, Volts(point.X) - 0.02, Volts(point.X) + 0.02));
    }

    // Over an x axis from 0 to 10 and a y axis from 0 to 2.
    private static double Volts(double x) => 2 * Saturating(x / 10);

    private static double Saturating(double x) => 0.9 * (1 - Math.Exp(-4 * x));

    private static async Task CreateProductAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Charts" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New product" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync("Fast switch");
        await dialog.GetByLabel("Manufacturer").FillAsync("Acme");
        await dialog.GetByLabel("Part number").FillAsync("AC-100");
        await dialog.GetByLabel("Device type").FillAsync("GaN-HEMT");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Fast switch" })).ToBeVisibleAsync();
    }

    private static async Task AddChartAsync(IPage page, string name, Func<double, double> curve)
    {
        var chart = new ChartSketch().Box().Ticks().Grid().Curve(curve, ChartSketch.Blue);
        await page.GetByRole(AriaRole.Main).Locator("input[type=file]")
            .SetInputFilesAsync(new FilePayload { Name = name, MimeType = "image/png", Buffer = chart.ToPng() });
        await Expect(page.GetByText("Not read")).ToBeVisibleAsync();
    }

    private static async Task ReadAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Read new charts" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Queue" }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "Data sheets" }).ClickAsync();
        await dialog.GetByLabel("Left end of x").FillAsync("0");
        await dialog.GetByLabel("Right end of x").FillAsync("10");
        await dialog.GetByLabel("Lower end of y").FillAsync("0");
        await dialog.GetByLabel("Upper end of y").FillAsync("2");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
    }

    private static async Task<string> PostAsync(HttpClient client, string path, object body, string answer, CancellationToken cancel)
    {
        using var response = await client.PostAsJsonAsync(path, body, cancel);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty(answer).GetString()!;
    }

    private static List<(double X, double Y)> PointsOf(string csv)
    {
        var points = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Skip(1)
            .Select(line => Array.ConvertAll(line.Split(',')[..2], text => double.Parse(text, CultureInfo.InvariantCulture)))
            .Select(row => (row[0], row[1]))
            .ToList();
        Assert.True(points.Count > 100, $"Only {points.Count} points.");
        return points;
    }
}
