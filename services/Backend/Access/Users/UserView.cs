using Npgsql;
using Suite.Platform;

namespace Suite.Access;

/// <summary>A user as a member of the caller's team.</summary>
internal sealed record UserView(Guid Id, string Username, string DisplayName, Role Role, bool Disabled, DateTimeOffset CreatedAt)
{
    public static UserView Of(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), Roles.Parse(row.GetString(3)), !row.IsDBNull(4), row.Time(5));
}

/// <summary>What signing in needs to know of a user; without a password hash only a link signs them in.</summary>
internal sealed record UserCredentials(Guid Id, string Username, string? PasswordHash)
{
    public static UserCredentials Of(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetString(1), row.TextOrNull(2));
}
