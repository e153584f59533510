using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Suite.Tests.EndToEnd;

/// <summary>Signing in by password, as the first admin does in a browser.</summary>
internal static class SignIn
{
    /// <summary>Returns when the web app shows itself.</summary>
    public static async Task SignInAsync(this IPage page, SuiteApp suite)
    {
        await page.FillSignInAsync(suite);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Navigation).First).ToBeVisibleAsync();
    }

    /// <summary>Fills the form in and leaves sending it to the caller.</summary>
    public static async Task FillSignInAsync(this IPage page, SuiteApp suite)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Username").FillAsync("admin");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Password" }).FillAsync(suite.AdminPassword);
    }
}
