using System.ComponentModel.DataAnnotations;

namespace Suite.Dashboard;

/// <summary>Settings of the dashboard.</summary>
internal sealed class DashboardOptions
{
    public const string Section = "Dashboard";

    /// <summary>Where the engine tells about its resources.</summary>
    public Engine ResourceService { get; set; } = new();

    /// <summary>The run's one-time sign-in token. It is taken here only while the backend, which owns it, cannot be reached.</summary>
    public string? SignInToken { get; set; }

    /// <summary>Hours for which an admin whom the backend has confirmed once may stay while the backend is away.</summary>
    [Range(1, 168)]
    public int RememberHours { get; set; } = 12;

    internal sealed class Engine
    {
        /// <summary>Base address, on loopback.</summary>
        public Uri? Url { get; set; }

        /// <summary>Sent as <c>x-resource-service-api-key</c>.</summary>
        public string? ApiKey { get; set; }
    }
}
