using Microsoft.AspNetCore.Http;
using Suite.ServiceDefaults;

namespace Suite.Access;

internal static class Problems
{
    /// <summary>The username or the password is wrong; it is not said which.</summary>
    public static readonly ProblemKind WrongCredentials = new("wrong-credentials", StatusCodes.Status401Unauthorized);

    /// <summary>The sign-in link was used before, is too old, or is of another run.</summary>
    public static readonly ProblemKind LinkSpent = new("link-spent", StatusCodes.Status401Unauthorized);

    /// <summary>The user belongs to no team, so there is nothing to sign in to.</summary>
    public static readonly ProblemKind NoTeam = new("no-team", StatusCodes.Status403Forbidden);

    /// <summary>Too many wrong passwords from here or for this user; wait.</summary>
    public static readonly ProblemKind TooManySignIns = new("too-many-sign-ins", StatusCodes.Status429TooManyRequests);

    /// <summary>A page of another origin wanted to write or to open a socket with the browser's cookie.</summary>
    public static readonly ProblemKind BadOrigin = new("bad-origin", StatusCodes.Status403Forbidden);

    /// <summary>Only a person who signed in can do this; the caller is an API key.</summary>
    public static readonly ProblemKind SessionNeeded = new("session-needed", StatusCodes.Status409Conflict);

    /// <summary>The caller has no such session.</summary>
    public static readonly ProblemKind SessionNotFound = new("session-not-found", StatusCodes.Status404NotFound);

    /// <summary>There is no such team, or the caller does not belong to it.</summary>
    public static readonly ProblemKind TeamNotFound = new("team-not-found", StatusCodes.Status404NotFound);

    /// <summary>There is no such user, or the team has no such member.</summary>
    public static readonly ProblemKind UserNotFound = new("user-not-found", StatusCodes.Status404NotFound);

    /// <summary>The team has no such API key.</summary>
    public static readonly ProblemKind ApiKeyNotFound = new("api-key-not-found", StatusCodes.Status404NotFound);

    /// <summary>Another user has this name.</summary>
    public static readonly ProblemKind UsernameTaken = new("username-taken", StatusCodes.Status409Conflict);

    /// <summary>The user belongs to the team already.</summary>
    public static readonly ProblemKind AlreadyMember = new("already-member", StatusCodes.Status409Conflict);

    /// <summary>The change would leave the team without an admin who can sign in.</summary>
    public static readonly ProblemKind LastAdmin = new("last-admin", StatusCodes.Status409Conflict);

    /// <summary>The user also belongs to other teams, so one team alone may not change the account.</summary>
    public static readonly ProblemKind UserInOtherTeams = new("user-in-other-teams", StatusCodes.Status409Conflict);

    /// <summary>The API key comes from the configuration and is changed there.</summary>
    public static readonly ProblemKind ConfiguredKey = new("configured-key", StatusCodes.Status409Conflict);

    /// <summary>The caller cannot give or change a role above their own.</summary>
    public static readonly ProblemKind RoleTooHigh = new("role-too-high", StatusCodes.Status403Forbidden);

    /// <summary>This role cannot be given in this place.</summary>
    public static readonly ProblemKind InvalidRole = new("invalid-role", StatusCodes.Status400BadRequest);

    /// <summary>The time of expiry lies in the past.</summary>
    public static readonly ProblemKind InvalidExpiry = new("invalid-expiry", StatusCodes.Status400BadRequest);
}
