using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Platform;

namespace Suite.Access;

internal static class SignIn
{
    public sealed record Request(
        [Required, StringLength(64)] string Username, [Required, StringLength(200)] string Password);

    public static void MapSignIn(this RouteGroupBuilder group) => group
        .MapPost("/", Handle)
        .WithName(nameof(SignIn))
        .WithSummary("Sign in with username and password; the answer sets the session cookie.")
        .AllowAnonymous()
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    internal static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Handle(
        Request request, HttpContext context, UserStore users, SessionStore sessions, SignInThrottle throttle,
        Passwords passwords, Db db, CancellationToken cancel)
    {
        var attempt = SignInAttempt.Of(context, Usernames.Normalise(request.Username));
        if (await throttle.BeginAsync(attempt, cancel) is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Problems.TooManySignIns.ToResult("Too many failed sign-ins; wait a while.");
        }

        var user = await users.FindCredentialsAsync(attempt.Username, cancel);
        if (!await passwords.VerifyAsync(request.Password, user?.PasswordHash, cancel))
            return Problems.WrongCredentials.ToResult("The username or the password is wrong.");

        await throttle.SucceedAsync(attempt, cancel);
        if (passwords.IsOutdated(user!.PasswordHash!))
            await UserStore.SetPasswordHashAsync(db, user.Id, await passwords.HashAsync(request.Password, cancel), cancel);
        return TypedResults.Ok(await db.InTransactionAsync(
            sql => sessions.OpenAsync(sql, user.Id, user.Username, context, cancel), cancel));
    }
}
