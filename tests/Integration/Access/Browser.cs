using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Suite.Tests.Integration.Access;

/// <summary>A client with cookies, as a person's browser has them.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClientHandler _handler = new() { CookieContainer = new CookieContainer() };

    public Browser(BackendApp app, string? forwardedFor = null)
    {
        Client = new HttpClient(_handler) { BaseAddress = app.Address };
        // Throttling goes by address, and all tests have the same: the one that the gateway would forward differs.
        if (forwardedFor is not null)
            Client.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
    }

    public HttpClient Client { get; }

    public Cookie? SessionCookie => _handler.CookieContainer.GetCookies(Client.BaseAddress!)["suite_session"];

    public Task<HttpResponseMessage> SignInAsync(string username, string password) =>
        Client.PostAsJsonAsync("/api/session", new { username, password });

    /// <summary>A browser that is signed in as <c>admin</c>; the backend must have been started with its password.</summary>
    public static async Task<Browser> AdminAsync(BackendApp app)
    {
        var browser = new Browser(app);
        using var answer = await browser.SignInAsync("admin", BackendApp.AdminPassword);
        answer.EnsureSuccessStatusCode();
        return browser;
    }

    public async Task<JsonElement> SessionAsync() => await Client.GetFromJsonAsync<JsonElement>("/api/session");

    public async Task<HttpStatusCode> SessionStatusAsync()
    {
        using var answer = await Client.GetAsync("/api/session");
        return answer.StatusCode;
    }

    public void Dispose()
    {
        Client.Dispose();
        _handler.Dispose();
    }
}

internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<JsonElement>();

    /// <summary>The stable code of a problem.</summary>
    public static async Task<string?> CodeAsync(this HttpResponseMessage answer) =>
        (await answer.JsonAsync()).GetProperty("code").GetString();

    public static Guid Id(this JsonElement view) => view.GetProperty("id").GetGuid();
}
