using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Platform;

namespace Suite.Access;

internal static class SignInByLink
{
    public sealed record Request([Required, StringLength(200)] string Token);

    public static void MapSignInByLink(this RouteGroupBuilder group) => group
        .MapPost("/link", Handle)
        .WithName(nameof(SignInByLink))
        .WithSummary("Sign in with the token of a one-time link.")
        .AllowAnonymous()
        .ProducesProblem(StatusCodes.Status401Unauthorized);

    internal static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Handle(
        Request request, HttpContext context, SessionStore sessions, Db db, TimeProvider clock, CancellationToken cancel)
    {
        var view = await db.InTransactionAsync(
            async sql =>
            {
                var user = await sql.FirstAsync(
                    AccessSql.UseLink,
                    args => args.Add(Secrets.Hash(request.Token)).Add(clock.GetUtcNow()),
                    row => new UserName(row.GetGuid(0), row.GetString(1)),
                    cancel);
                return user is null ? null : await sessions.OpenAsync(sql, user.Id, user.Username, context, cancel);
            },
            cancel);
        return view is null
            ? Problems.LinkSpent.ToResult("This link was used already, or is too old. Sign in with your password.")
            : TypedResults.Ok(view);
    }

    private sealed record UserName(Guid Id, string Username);
}
