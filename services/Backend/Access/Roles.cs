using Suite.ServiceDefaults;

namespace Suite.Access;

/// <summary>Roles as words, and which of them may hand out which.</summary>
internal static class Roles
{
    public static string Word(this Role role) => role.ToString().ToLowerInvariant();

    public static Role Parse(string word) => Enum.Parse<Role>(word, ignoreCase: true);

    /// <summary>The role and those that include it. A worker is nobody else, and nobody else is a worker.</summary>
    public static string[] AtLeast(Role role) => role == Role.Worker
        ? [Role.Worker.Word()]
        : [.. Enum.GetValues<Role>().Where(other => other >= role && other != Role.Worker).Select(Word)];

    /// <summary>Nobody gives away, or takes, more than they have. Workers' keys are the admins' business.</summary>
    public static bool MayGrant(this Caller caller, Role role) =>
        role == Role.Worker ? caller.Role == Role.Admin : caller.Role != Role.Worker && role <= caller.Role;

    /// <exception cref="ProblemException"><c>role-too-high</c>.</exception>
    public static void RequireMayGrant(this Caller caller, Role role)
    {
        if (!caller.MayGrant(role))
            throw Problems.RoleTooHigh.ToException($"Your role, {caller.Role.Word()}, does not reach as far as {role.Word()}.");
    }

    /// <exception cref="ProblemException"><c>invalid-role</c>: people are not workers.</exception>
    public static void RequirePersonal(Role role)
    {
        if (role == Role.Worker)
            throw Problems.InvalidRole.ToException("The role worker is for API keys.");
    }
}
