using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Suite.Tests.EndToEnd;

/// <summary>The Operations page, as an admin opens it: the suite's own Prometheus behind the gateway, no Grafana.</summary>
public sealed partial class OperationsPageTests(SuiteApp suite, Chromium chromium)
{
    [Fact]
    public async Task An_admin_looks_through_every_dashboard()
    {
        var page = await chromium.NewPageAsync(suite.Address);
        await page.SignInAsync(suite);

        await page.GetByRole(AriaRole.Link, new() { Name = "Operations" }).First.ClickAsync();
        // The suite's own Prometheus scrapes four times a minute.
        await Expect(Panel(page, "Processes")).ToContainTextAsync(SomeNumber(), new() { Timeout = 120_000 });
        await page.KeepScreenshotAsync("operations");

        var tabs = page.GetByRole(AriaRole.Navigation, new() { Name = "Dashboards" }).GetByRole(AriaRole.Link);
        Assert.Equal(9, await tabs.CountAsync());
        foreach (var tab in await tabs.AllAsync())
        {
            await tab.ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(await tab.InnerTextAsync());
            await Expect(page.GetByRole(AriaRole.Region).First).ToBeVisibleAsync();
            await Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        }
    }

    private static ILocator Panel(IPage page, string title) => page.GetByRole(AriaRole.Region, new() { Name = title, Exact = true });

    [GeneratedRegex("[1-9]")]
    private static partial Regex SomeNumber();
}
