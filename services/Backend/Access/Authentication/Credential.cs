using Microsoft.AspNetCore.Http;

namespace Suite.Access;

/// <summary>What a caller showed at the door, and whom it stands for.</summary>
/// <param name="Hash">Of the token or key: the same credential can be looked up again.</param>
/// <param name="Id">Of the session or of the API key.</param>
/// <param name="SeenAt">When it was last written down as used.</param>
internal sealed record Credential(CredentialKind Kind, byte[] Hash, Guid Id, Caller Caller, DateTimeOffset SeenAt)
{
    private static readonly object ItemKey = new();

    public Guid? SessionId => Kind == CredentialKind.Session ? Id : null;

    public void Attach(HttpContext context)
    {
        context.Items[ItemKey] = this;
        context.Items[Caller.ItemKey] = Caller;
    }

    public static Credential? Of(HttpContext context) => context.Items[ItemKey] as Credential;

    /// <summary>Minimal API binding, for the slices that must know the session itself.</summary>
    public static ValueTask<Credential?> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context));
}

internal enum CredentialKind
{
    Session,
    ApiKey,
}
