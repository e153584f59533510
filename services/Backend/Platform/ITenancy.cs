using Microsoft.AspNetCore.Http;

namespace Suite.Platform;

/// <summary>
/// What this module must know of a caller, whom it cannot know itself; the module that authenticates implements it.
/// </summary>
public interface ITenancy
{
    /// <summary>The team that the request works for; null when nobody is signed in.</summary>
    Guid? TeamOf(HttpContext context);

    /// <summary>Whether the session or key that opened this request still counts, and still for the same team.</summary>
    Task<bool> IsStillValidAsync(HttpContext context, CancellationToken cancel);
}
