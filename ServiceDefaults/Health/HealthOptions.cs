using System.ComponentModel.DataAnnotations;

namespace Suite.ServiceDefaults;

/// <summary>How a service looks after its own health, and to whom it tells the details.</summary>
public sealed class HealthOptions
{
    public const string Section = "Health";

    /// <summary>The header that carries <see cref="Key"/>.</summary>
    public const string KeyHeader = "X-Suite-Health-Key";

    /// <summary>How old the last look may be before the next question causes another. Questions in between get its answer.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Freshness { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the service looks by itself, for its metrics.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan PublishInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whoever sends it as <c>X-Suite-Health-Key</c> reads the details. Needed where services stand on different machines;
    /// on one they know each other by <see cref="TrustLoopback"/>.
    /// </summary>
    public string? Key { get; set; }

    /// <summary>
    /// Whether a program on the same machine, that asks directly and not through a proxy, reads the details. The public gateway
    /// never trusts it: any browser or proxy beside it looks like that.
    /// </summary>
    public bool TrustLoopback { get; set; } = true;
}
