namespace Suite.Access;

/// <summary>
/// Who is signed in, as clients see it. <paramref name="User"/> is null for an API key. <paramref name="TraceRatio"/> is the part of
/// the traces that begin with the client which it shall record, 0 to 1.
/// </summary>
internal sealed record SessionView(
    UserSummary? User, TeamSummary Team, Role Role, IReadOnlyList<TeamMembership> Teams, double TraceRatio);

internal sealed record UserSummary(Guid Id, string Username, string DisplayName);

internal sealed record TeamSummary(Guid Id, string Name);

internal sealed record TeamMembership(Guid Id, string Name, Role Role);
