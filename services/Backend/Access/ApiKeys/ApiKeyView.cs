namespace Suite.Access;

/// <summary>An API key as lists show it: never the key itself.</summary>
internal sealed record ApiKeyView(
    Guid Id,
    string Name,
    Role Role,
    string Prefix,
    bool Configured,
    DateTimeOffset CreatedAt,
    Guid? CreatedBy,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt);
