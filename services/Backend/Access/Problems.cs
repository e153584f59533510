using Microsoft.AspNetCore.Http;
using Suite.ServiceDefaults;

namespace Suite.Access;

internal static class Problems
{
    public static readonly ProblemKind WrongCredentials = new("wrong-credentials", StatusCodes.Status401Unauthorized);
    public static readonly ProblemKind LinkSpent = new("link-spent", StatusCodes.Status401Unauthorized);
    public static readonly ProblemKind NoTeam = new("no-team", StatusCodes.Status403Forbidden);
    public static readonly ProblemKind TooManySignIns = new("too-many-sign-ins", StatusCodes.Status429TooManyRequests);
    public static readonly ProblemKind BadOrigin = new("bad-origin", StatusCodes.Status403Forbidden);
    public static readonly ProblemKind SessionNeeded = new("session-needed", StatusCodes.Status409Conflict);
    public static readonly ProblemKind SessionNotFound = new("session-not-found", StatusCodes.Status404NotFound);
    public static readonly ProblemKind TeamNotFound = new("team-not-found", StatusCodes.Status404NotFound);
    public static readonly ProblemKind UserNotFound = new("user-not-found", StatusCodes.Status404NotFound);
    public static readonly ProblemKind ApiKeyNotFound = new("api-key-not-found", StatusCodes.Status404NotFound);
    public static readonly ProblemKind UsernameTaken = new("username-taken", StatusCodes.Status409Conflict);
    public static readonly ProblemKind AlreadyMember = new("already-member", StatusCodes.Status409Conflict);
    public static readonly ProblemKind LastAdmin = new("last-admin", StatusCodes.Status409Conflict);
    public static readonly ProblemKind UserInOtherTeams = new("user-in-other-teams", StatusCodes.Status409Conflict);
    public static readonly ProblemKind ConfiguredKey = new("configured-key", StatusCodes.Status409Conflict);
    public static readonly ProblemKind RoleTooHigh = new("role-too-high", StatusCodes.Status403Forbidden);
    public static readonly ProblemKind InvalidRole = new("invalid-role", StatusCodes.Status400BadRequest);
    public static readonly ProblemKind InvalidExpiry = new("invalid-expiry", StatusCodes.Status400BadRequest);
}
