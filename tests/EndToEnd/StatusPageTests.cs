using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Suite.Tests.EndToEnd;

/// <summary>The status page over the suite's own processes.</summary>
public sealed partial class StatusPageTests(SuiteApp suite, Chromium chromium)
{
    // A test before this one may have stopped something that is just coming back.
    private static readonly LocatorAssertionsToContainTextOptions Patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task Whoever_is_signed_in_sees_each_service_with_its_replicas_and_what_it_depends_on()
    {
        var page = await chromium.NewPageAsync(suite.Address);
        await page.SignInAsync(suite);

        await page.GotoAsync("/status");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Status", Level = 1 })).ToBeVisibleAsync();
        await Expect(Service(page, "Gateway")).ToContainTextAsync("Up", Patiently);
        await Expect(Service(page, "Backend")).ToContainTextAsync("Up", Patiently);
        await Expect(Listed(page, "Replicas")).ToHaveCountAsync(2);
        await Expect(Listed(page, "What Backend depends on").Filter(new() { HasText = "PostgreSQL" })).ToContainTextAsync("Up", Patiently);
        await Expect(Listed(page, "What Backend depends on").Filter(new() { HasText = "Redis" })).ToContainTextAsync("Up", Patiently);

        await page.GetByRole(AriaRole.Radiogroup, new() { Name = "How far back" }).GetByText("7 days", new() { Exact = true }).ClickAsync();

        await Expect(page).ToHaveURLAsync(SevenDays());
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "7 days" })).ToBeCheckedAsync();
    }

    private static ILocator Service(IPage page, string title) =>
        page.GetByRole(AriaRole.Region, new() { Name = "Services" }).GetByRole(AriaRole.Listitem, new() { Name = title, Exact = true });

    private static ILocator Listed(IPage page, string list) =>
        Service(page, "Backend").GetByRole(AriaRole.List, new() { Name = list, Exact = true }).GetByRole(AriaRole.Listitem);

    [GeneratedRegex(@"/status\?hours=168$")]
    private static partial Regex SevenDays();
}
