using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Suite.Tests.EndToEnd;

/// <summary>The main job, as a person does it in a browser, on real photographs.</summary>
public sealed class MainJobTests(SuiteApp suite, Chromium chromium)
{
    private static readonly string[] Photographs = ["coffee.png", "astronaut.png", "motorcycle_left.png", "rocket.jpg", "page.png"];

    [Fact]
    public async Task A_person_signs_in_uploads_photographs_watches_them_and_finds_one_by_meaning()
    {
        var page = await chromium.NewPageAsync(suite.Address);
        await SignInByLinkAsync(page);

        await UploadAsync(page, Photographs);
        foreach (var photograph in Photographs)
            await Expect(Card(page, photograph)).ToHaveAttributeAsync("data-state", "ready", new() { Timeout = 120_000 });
        await page.GetByLabel("Close uploads").ClickAsync();
        await page.KeepScreenshotAsync("library");

        await Card(page, "coffee.png").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.Locator("[data-label='cup']").First).ToBeVisibleAsync();
        await Expect(page.GetByText("suite-template-1").First).ToBeVisibleAsync();
        await page.KeepScreenshotAsync("asset");

        await SearchAsync(page, "somebody looking at the camera");
        await Expect(Hits(page)).ToContainTextAsync("astronaut.png");
        await SearchAsync(page, "a vehicle with two wheels");
        await Expect(FirstHit(page)).ToContainTextAsync("motorcycle_left.png");
        await page.KeepScreenshotAsync("search");
    }

    private async Task SignInByLinkAsync(IPage page)
    {
        await page.GotoAsync($"/sign-in?token={suite.SignInToken}");
        await Expect(page.Locator("input[type=file]").First).ToBeAttachedAsync();
    }

    private async Task UploadAsync(IPage page, string[] names) =>
        await page.Locator("input[type=file]").First.SetInputFilesAsync(names.Select(name => Path.Combine(suite.Photos, name)));

    private static ILocator Card(IPage page, string fileName) =>
        page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = fileName });

    private static ILocator Hits(IPage page) => page.GetByRole(AriaRole.List, new() { Name = "Results" });

    private static ILocator FirstHit(IPage page) => Hits(page).GetByRole(AriaRole.Listitem).First;

    private static async Task SearchAsync(IPage page, string sentence)
    {
        var box = page.GetByRole(AriaRole.Searchbox).First;
        await box.FillAsync(sentence);
        await box.PressAsync("Enter");
    }
}
