using Microsoft.AspNetCore.Http;
using Suite.Platform;

namespace Suite.Access;

internal sealed class Tenancy(CredentialCache credentials) : ITenancy
{
    public Guid? TeamOf(HttpContext context) => Credential.Of(context)?.Caller.TeamId;

    public async Task<bool> IsStillValidAsync(HttpContext context, CancellationToken cancel) =>
        Credential.Of(context) is { } shown
        && await credentials.FindAsync(shown.Kind, shown.Hash, cancel) is { } now
        && now.Caller.TeamId == shown.Caller.TeamId;
}
