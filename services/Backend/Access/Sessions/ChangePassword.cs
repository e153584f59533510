using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Platform;

namespace Suite.Access;

internal static class ChangePassword
{
    public sealed record Request(
        [StringLength(200)] string? Current, [Required, StringLength(200, MinimumLength = UserStore.ShortestPassword)] string New);

    public static void MapChangePassword(this RouteGroupBuilder group) => group
        .MapPut("/password", Handle)
        .WithName(nameof(ChangePassword))
        .WithSummary("Change one's own password; every other session of the user ends.")
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Request request, HttpContext context, Caller caller, Credential credential, UserStore users, Passwords passwords,
        SignInThrottle throttle, CredentialCache credentials, AuditLog audit, Db db, CancellationToken cancel)
    {
        if (credential.SessionId is not { } session || await users.FindCredentialsAsync(caller.UserId!.Value, cancel) is not { } user)
            return Problems.SessionNeeded.ToResult("An API key has no password.");
        var attempt = SignInAttempt.Of(context, user.Username);
        if (await throttle.BeginAsync(attempt, cancel) is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Problems.TooManySignIns.ToResult("Too many wrong passwords; wait a while.");
        }

        // Who came in by the one-time link may have no password yet.
        if (user.PasswordHash is not null && !await passwords.VerifyAsync(request.Current ?? "", user.PasswordHash, cancel))
            return Problems.WrongCredentials.ToResult("The current password is wrong.");
        await throttle.SucceedAsync(attempt, cancel);

        var hash = await passwords.HashAsync(request.New, cancel);
        await db.InTransactionAsync(
            async sql =>
            {
                await UserStore.SetPasswordHashAsync(sql, user.Id, hash, cancel);
                await sql.ExecuteAsync(AccessSql.RemoveSessionsOfUser, args => args.Add(user.Id).AddId(session), cancel);
                await audit.WriteAsync(sql, caller, AuditAction.PasswordChanged, user.Username, null, cancel);
                await credentials.AnnounceAsync(sql, cancel);
            },
            cancel);
        credentials.Forget();
        return TypedResults.NoContent();
    }
}
