using Microsoft.AspNetCore.Http;

namespace Suite.ServiceDefaults;

/// <summary>The failures that any service can answer with. A module adds its own in <c>Problems.cs</c>.</summary>
public static class CommonProblems
{
    public static readonly ProblemKind BadRequest = new("bad-request", StatusCodes.Status400BadRequest);
    public static readonly ProblemKind InvalidRequest = new("invalid-request", StatusCodes.Status400BadRequest);
    public static readonly ProblemKind MalformedJson = new("malformed-json", StatusCodes.Status400BadRequest);
    public static readonly ProblemKind NotSignedIn = new("not-signed-in", StatusCodes.Status401Unauthorized);
    public static readonly ProblemKind Forbidden = new("forbidden", StatusCodes.Status403Forbidden);
    public static readonly ProblemKind NotFound = new("not-found", StatusCodes.Status404NotFound);
    public static readonly ProblemKind MethodNotAllowed = new("method-not-allowed", StatusCodes.Status405MethodNotAllowed);
    public static readonly ProblemKind RequestTimeout = new("request-timeout", StatusCodes.Status408RequestTimeout);
    public static readonly ProblemKind Conflict = new("conflict", StatusCodes.Status409Conflict);
    public static readonly ProblemKind RequestTooLarge = new("request-too-large", StatusCodes.Status413PayloadTooLarge);
    public static readonly ProblemKind UnsupportedMediaType = new("unsupported-media-type", StatusCodes.Status415UnsupportedMediaType);
    public static readonly ProblemKind TooManyRequests = new("too-many-requests", StatusCodes.Status429TooManyRequests);
    public static readonly ProblemKind InternalError = new("internal-error", StatusCodes.Status500InternalServerError);
    public static readonly ProblemKind ServiceUnavailable = new("service-unavailable", StatusCodes.Status503ServiceUnavailable);
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
        413 => "The request is larger than this address takes.",
        415 => "This address does not take that content type.",
        429 => "Too many requests; try again later.",
        503 => "The service cannot answer now; try again later.",
        >= 500 => "Something went wrong on our side.",
        _ => "The request cannot be answered.",
    };
}
