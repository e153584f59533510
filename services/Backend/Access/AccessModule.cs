using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Suite.Platform;

namespace Suite.Access;

/// <summary>Who is calling, for which team, and what they may do.</summary>
public static class AccessModule
{
    /// <summary>From here on every route asks for a signed-in caller, unless it says <c>AllowAnonymous</c>.</summary>
    public static IHostApplicationBuilder AddAccess(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AccessOptions>()
            .BindConfiguration(AccessOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddValidation();
        services.AddHttpContextAccessor();

        services.AddAuthentication(SuiteAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SuiteAuthentication>(SuiteAuthentication.SchemeName, null);
        // The handler says at Information that nobody was signed in; that is no news.
        builder.Logging.AddFilter(typeof(SuiteAuthentication).FullName, LogLevel.Warning);
        var policies = services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        foreach (var role in Enum.GetValues<Role>())
            policies.AddPolicy(role.Word(), policy => policy.RequireRole(Roles.AtLeast(role)));
        policies.AddPolicy(
            Policies.ViewerOrWorker, policy => policy.RequireRole([.. Roles.AtLeast(Role.Viewer), Role.Worker.Word()]));

        services.AddSingleton<CredentialStore>();
        services.AddSingleton<CredentialCache>();
        services.AddSingleton<ITenancy, Tenancy>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<UserStore>();
        services.AddSingleton<FirstAdmin>();
        services.AddHostedService<SeedOnStart>();
        services.AddHostedService<RemoveExpired>();
        services.AddMigrations("access", typeof(AccessModule).Assembly);
        return builder;
    }

    /// <summary>Authentication, the check of the Origin, authorisation: after forwarded headers and sockets, before endpoints.</summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) => app
        .UseAuthentication()
        .UseMiddleware<OriginCheck>()
        .UseAuthorization();

    public static IEndpointRouteBuilder MapAccess(this IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/api/session").WithTags("Access");
        session.MapSignIn();
        session.MapSignInByLink();
        session.MapShowSession();
        session.MapSignOut();
        session.MapSwitchTeam();
        session.MapChangePassword();

        var sessions = app.MapGroup("/api/sessions").WithTags("Access");
        sessions.MapListSessions();
        sessions.MapRevokeSession();

        var users = app.MapGroup("/api/users").WithTags("Access");
        users.MapListUsers();
        users.MapCreateUser();
        users.MapChangeUser();

        var teams = app.MapGroup("/api/teams").WithTags("Access");
        teams.MapListTeams();
        teams.MapCreateTeam();

        var members = app.MapGroup("/api/teams/{teamId:guid}/members").WithTags("Access").RequireAuthorization(Policies.Manager);
        members.MapListMembers();
        members.MapAddMember();
        members.MapChangeMember();
        members.MapRemoveMember();

        var keys = app.MapGroup("/api/api-keys").WithTags("Access").RequireAuthorization(Policies.Manager);
        keys.MapListApiKeys();
        keys.MapCreateApiKey();
        keys.MapRevokeApiKey();

        app.MapListAudit();
        return app;
    }
}

/// <summary>Roles within a team, each including the ones before it; <see cref="Worker"/> stands apart.</summary>
public enum Role
{
    Viewer,
    Annotator,
    Manager,
    Admin,
    Worker,
}

/// <summary>Names of the authorisation policies: at least this role.</summary>
public static class Policies
{
    public const string Viewer = "viewer";
    public const string Annotator = "annotator";
    public const string Manager = "manager";
    public const string Admin = "admin";
    public const string Worker = "worker";

    /// <summary>Who may see may also be a program that works for the team.</summary>
    public const string ViewerOrWorker = "viewer-or-worker";
}

/// <summary>
/// The signed-in caller of the present request; a handler takes it as a parameter. <paramref name="UserId"/> is null for an
/// API key that belongs to a team and not to a person. Every query is for <paramref name="TeamId"/> and no other.
/// <paramref name="ApiKeyId"/> is the API key that the request came with; null for a session.
/// </summary>
public sealed record Caller(Guid? UserId, Guid TeamId, Role Role, string Name, Guid? ApiKeyId = null)
{
    /// <summary>The key under which the authentication handler leaves the caller in <see cref="HttpContext.Items"/>.</summary>
    public static readonly object ItemKey = new();

    /// <summary>Minimal API binding: the caller that authentication found.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Items[ItemKey] as Caller);
}
