using System.Net;
using Microsoft.AspNetCore.Mvc;
using Suite.Dashboard.Pages;

namespace Suite.Dashboard.SignIn;

/// <summary>The way in: the run's one-time link, or a password. Both are the backend's to judge.</summary>
internal static class SignInRoutes
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet("/login", WithTokenAsync);
        // The guard has checked the Origin; a form token would need state that this process does not keep.
        app.MapPost("/login", WithPasswordAsync).DisableAntiforgery();
    }

    private static async Task<IResult> WithTokenAsync(
        [FromQuery(Name = "t")] string? token, HttpContext http, SessionDesk desk, LocalSessions local, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(token))
            return Html.SignIn(http, StatusCodes.Status200OK, null);

        using var answer = await desk.SignInAsync("/api/session/link", new { token }, cancel);
        if (answer is not null)
            return Finish(http, answer, "The link is used up or belongs to an earlier run.");

        if (local.Open(token) is not { } session)
            return Html.SignIn(http, StatusCodes.Status503ServiceUnavailable, "The backend does not answer, and this is not the token of this run.");
        http.Response.Cookies.Append(LocalSessions.Cookie, session, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            MaxAge = local.Lifetime,
            Path = "/",
        });
        return Results.Redirect($"{http.Request.PathBase}/");
    }

    private static async Task<IResult> WithPasswordAsync(
        [FromForm] string username, [FromForm] string password, HttpContext http, SessionDesk desk, CancellationToken cancel)
    {
        using var answer = await desk.SignInAsync("/api/session", new { username, password }, cancel);
        return answer is null
            ? Html.SignIn(http, StatusCodes.Status503ServiceUnavailable, "The backend does not answer; try again in a moment.")
            : Finish(http, answer, "User name or password is wrong.");
    }

    private static IResult Finish(HttpContext http, HttpResponseMessage answer, string refusal)
    {
        if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            return Html.SignIn(http, StatusCodes.Status429TooManyRequests, "Too many attempts; wait a little.");
        if (!answer.IsSuccessStatusCode)
            return Html.SignIn(http, StatusCodes.Status401Unauthorized, refusal);
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
            http.Response.Headers.Append("Set-Cookie", cookies.ToArray());
        return Results.Redirect($"{http.Request.PathBase}/");
    }
}
