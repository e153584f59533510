using Microsoft.AspNetCore.Http;

namespace Suite.ServiceDefaults;

/// <summary>The failures that any service can answer with. A module adds its own in <c>Problems.cs</c>.</summary>
public static class CommonProblems
{
    /// <summary>The request cannot be answered, and nothing more is known.</summary>
    public static readonly ProblemKind BadRequest = new("bad-request", StatusCodes.Status400BadRequest);

    /// <summary>One or more fields break their rules; <c>errors</c> names them.</summary>
    public static readonly ProblemKind InvalidRequest = new("invalid-request", StatusCodes.Status400BadRequest);

    /// <summary>The body is not the JSON that was expected.</summary>
    public static readonly ProblemKind MalformedJson = new("malformed-json", StatusCodes.Status400BadRequest);

    /// <summary>There is no session and no API key, or it is not valid.</summary>
    public static readonly ProblemKind NotSignedIn = new("not-signed-in", StatusCodes.Status401Unauthorized);

    /// <summary>The caller's role does not allow this.</summary>
    public static readonly ProblemKind Forbidden = new("forbidden", StatusCodes.Status403Forbidden);

    /// <summary>There is nothing at this address.</summary>
    public static readonly ProblemKind NotFound = new("not-found", StatusCodes.Status404NotFound);

    /// <summary>The address does not take this method.</summary>
    public static readonly ProblemKind MethodNotAllowed = new("method-not-allowed", StatusCodes.Status405MethodNotAllowed);

    /// <summary>The request did not arrive in time.</summary>
    public static readonly ProblemKind RequestTimeout = new("request-timeout", StatusCodes.Status408RequestTimeout);

    /// <summary>The request contradicts the present state.</summary>
    public static readonly ProblemKind Conflict = new("conflict", StatusCodes.Status409Conflict);

    /// <summary>The request has more bytes than the address takes.</summary>
    public static readonly ProblemKind RequestTooLarge = new("request-too-large", StatusCodes.Status413PayloadTooLarge);

    /// <summary>The address does not take this content type.</summary>
    public static readonly ProblemKind UnsupportedMediaType = new("unsupported-media-type", StatusCodes.Status415UnsupportedMediaType);

    /// <summary>The caller sends more requests than the limit allows.</summary>
    public static readonly ProblemKind TooManyRequests = new("too-many-requests", StatusCodes.Status429TooManyRequests);

    /// <summary>A bug. The trace id leads to the log.</summary>
    public static readonly ProblemKind InternalError = new("internal-error", StatusCodes.Status500InternalServerError);

    /// <summary>The service cannot answer now; try again.</summary>
    public static readonly ProblemKind ServiceUnavailable = new("service-unavailable", StatusCodes.Status503ServiceUnavailable);

    /// <summary>The database does not answer; try again.</summary>
    public static readonly ProblemKind DatabaseUnavailable = new("database-unavailable", StatusCodes.Status503ServiceUnavailable);

    /// <summary>The failure that a bare status stands for, as when authorisation refuses or no route matches.</summary>
    internal static ProblemKind OfStatus(int status) => status switch
    {
        400 => BadRequest,
        401 => NotSignedIn,
        403 => Forbidden,
        404 => NotFound,
        405 => MethodNotAllowed,
        408 => RequestTimeout,
        409 => Conflict,
        413 => RequestTooLarge,
        415 => UnsupportedMediaType,
        429 => TooManyRequests,
        503 => ServiceUnavailable,
        >= 500 => new(InternalError.Code, status),
        _ => new(BadRequest.Code, status),
    };

    internal static string DetailOfStatus(int status) => status switch
    {
        401 => "Sign in, or send an API key.",
        403 => "Your role does not allow this.",
        404 => "There is nothing at this address.",
        405 => "This address does not take that method.",
        408 => "The request did not arrive in time.",
        413 => "The request is larger than this address takes.",
        415 => "This address does not take that content type.",
        429 => "Too many requests; try again later.",
        503 => "The service cannot answer now; try again later.",
        >= 500 => "Something went wrong on our side.",
        _ => "The request cannot be answered.",
    };
}
