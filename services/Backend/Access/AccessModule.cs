using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Suite.Access;

/// <summary>Who is calling, for which team, and what they may do.</summary>
public static class AccessModule
{
    public static IHostApplicationBuilder AddAccess(this IHostApplicationBuilder builder) => builder;

    public static IEndpointRouteBuilder MapAccess(this IEndpointRouteBuilder app) => app;
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
}

/// <summary>
/// The signed-in caller of the present request; a handler takes it as a parameter. <paramref name="UserId"/> is null for an
/// API key that belongs to a team and not to a person. Every query is for <paramref name="TeamId"/> and no other.
/// </summary>
public sealed record Caller(Guid? UserId, Guid TeamId, Role Role, string Name)
{
    /// <summary>The key under which the authentication handler leaves the caller in <see cref="HttpContext.Items"/>.</summary>
    public static readonly object ItemKey = new();

    /// <summary>Minimal API binding: the caller that authentication found.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Items[ItemKey] as Caller);
}
