using Microsoft.Playwright;
using Xunit;

namespace Suite.Testing;

/// <summary>Debian's Chromium, headless, driven by Playwright; every page has a context of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Screenshots of the last run, as artefacts.</summary>
    public static string Screenshots { get; } = Directory.CreateDirectory(Path.Combine(Repository.Root, "TestResults", "screenshots")).FullName;

    public async ValueTask InitializeAsync()
    {
        var executable = await NativeSetup.PathOfAsync("chromium");
        // As patient with what a page is to show as with what it is to do.
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = executable,
            ChromiumSandbox = false,
            Args = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A page in a new context: no cookies of an earlier test.</summary>
    public async Task<IPage> NewPageAsync(Uri address)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = 1440, Height = 900 },
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
    }
}

public static class PageScreenshots
{
    public static Task KeepScreenshotAsync(this IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Screenshots, $"{name}.jpg"), Type = ScreenshotType.Jpeg, Quality = 80 });
}
