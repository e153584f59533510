using System.ComponentModel.DataAnnotations;

namespace Suite.Access;

/// <summary>Who may come in at first, and for how long a sign-in lasts.</summary>
internal sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>Password of the first admin, <c>admin</c>. Setting another one changes it; leaving it unset changes nothing.</summary>
    [StringLength(200, MinimumLength = 8)]
    public string? AdminPassword { get; set; }

    /// <summary>An API key with role admin in the default team, for scripts. Setting another one revokes the last.</summary>
    [StringLength(200, MinimumLength = 16)]
    public string? AdminApiKey { get; set; }

    /// <summary>Token of this run's sign-in link: signs <c>admin</c> in, once, within <see cref="LinkLifetime"/> of the start.</summary>
    [StringLength(200, MinimumLength = 16)]
    public string? SignInToken { get; set; }

    /// <summary>How long after the start the sign-in link works.</summary>
    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>A session that nobody uses for so long is over.</summary>
    public TimeSpan SessionIdle { get; set; } = TimeSpan.FromDays(14);

    /// <summary>A session is over after so long, used or not.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>PBKDF2-SHA256 iterations for new passwords; older ones are hashed anew at the next sign-in.</summary>
    [Range(600_000, 10_000_000)]
    public int PasswordIterations { get; set; } = 600_000;

    /// <summary>Origins, besides the request's own host, whose pages may write: <c>https://suite.example.org</c>.</summary>
    public string[] AllowedOrigins { get; set; } = [];
}
