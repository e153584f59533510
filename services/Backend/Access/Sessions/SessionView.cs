namespace Suite.Access;

/// <summary>Who is signed in, as clients see it. <paramref name="User"/> is null for an API key.</summary>
internal sealed record SessionView(UserSummary? User, TeamSummary Team, Role Role, IReadOnlyList<TeamMembership> Teams);

internal sealed record UserSummary(Guid Id, string Username, string DisplayName);

internal sealed record TeamSummary(Guid Id, string Name);

internal sealed record TeamMembership(Guid Id, string Name, Role Role);
