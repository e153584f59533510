using System.ComponentModel.DataAnnotations;

namespace Suite.ModelGateway.Telemetry;

/// <summary>What the tokens of one model cost. Providers change their prices: there is none unless somebody looked it up.</summary>
internal sealed class PriceOptions
{
    /// <summary>The model, as requests or answers name it.</summary>
    [Required]
    public string Model { get; set; } = "";

    /// <summary>US dollars for a million tokens that go in.</summary>
    [Range(0, 1_000_000)]
    public double InputPerMillion { get; set; }

    /// <summary>US dollars for a million tokens that come out.</summary>
    [Range(0, 1_000_000)]
    public double OutputPerMillion { get; set; }
}
