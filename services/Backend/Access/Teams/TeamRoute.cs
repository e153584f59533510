using Suite.ServiceDefaults;

namespace Suite.Access;

internal static class TeamRoute
{
    /// <summary>A team in a path must be the one that the caller works for now.</summary>
    /// <exception cref="ProblemException"><c>team-not-found</c>, for any other: whether it exists is not said.</exception>
    public static void RequireTeam(this Caller caller, Guid teamId)
    {
        if (caller.TeamId != teamId)
            throw Problems.TeamNotFound.ToException("There is no such team, or you are working for another.");
    }
}
