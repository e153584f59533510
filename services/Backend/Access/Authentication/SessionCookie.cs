using Microsoft.AspNetCore.Http;

namespace Suite.Access;

internal static class SessionCookie
{
    public const string Name = "suite_session";

    public static void Set(HttpContext context, string token, TimeSpan lifetime) =>
        context.Response.Cookies.Append(Name, token, Options(context, lifetime));

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, null));

    private static CookieOptions Options(HttpContext context, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = lifetime,
    };
}
