using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Suite.Access;
using Suite.Platform;

namespace Suite.Tests.Integration.Assets;

/// <summary>Stands for the Access module: believes the team and role that a request claims in its headers.</summary>
internal sealed class StandInAccess(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string TeamHeader = "X-Test-Team";
    public const string RoleHeader = "X-Test-Role";
    private const string SchemeName = "stand-in";

    public static void AddTo(IHostApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(SchemeName).AddScheme<AuthenticationSchemeOptions, StandInAccess>(SchemeName, null);
        builder.Services.AddSingleton<ITenancy, Tenancy>();
        var policies = builder.Services.AddAuthorizationBuilder();
        policies.AddPolicy(Policies.ViewerOrWorker, policy => policy.RequireAuthenticatedUser());
        foreach (var role in new[] { Role.Viewer, Role.Annotator, Role.Manager, Role.Admin })
        {
            policies.AddPolicy(role.ToString().ToLowerInvariant(), policy => policy.RequireAssertion(context =>
                context.Resource is HttpContext http && http.Items[Caller.ItemKey] is Caller caller && caller.Role >= role));
        }
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Guid.TryParse(Request.Headers[TeamHeader], out var team))
            return Task.FromResult(AuthenticateResult.NoResult());
        var role = Enum.Parse<Role>(Request.Headers[RoleHeader].ToString());
        Context.Items[Caller.ItemKey] = new Caller(null, team, role, "test");
        var ticket = new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([], SchemeName)), SchemeName);
        return Task.FromResult(AuthenticateResult.Success(ticket));
    }

    private sealed class Tenancy : ITenancy
    {
        public Guid? TeamOf(HttpContext context) => (context.Items[Caller.ItemKey] as Caller)?.TeamId;

        public Task<bool> IsStillValidAsync(HttpContext context, CancellationToken cancel) => Task.FromResult(true);
    }
}
