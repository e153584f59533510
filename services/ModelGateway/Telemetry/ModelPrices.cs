using Microsoft.Extensions.AI;

namespace Suite.ModelGateway.Telemetry;

/// <summary>Turns tokens into money, for the models whose prices are configured.</summary>
internal sealed class ModelPrices(IEnumerable<PriceOptions> prices)
{
    private const double Million = 1_000_000;

    private readonly Dictionary<string, PriceOptions> _prices = prices
        .GroupBy(price => price.Model)
        .ToDictionary(same => same.Key, same => same.Last());

    /// <summary>
    /// US dollars; null when no price is known, or not how many tokens it was. An answer may come from a dated version of the model
    /// that was asked for: its own price counts first.
    /// </summary>
    public double? Cost(string? answered, string asked, UsageDetails? usage)
    {
        if (usage is not { InputTokenCount: { } input })
            return null;
        var price = answered is not null && _prices.TryGetValue(answered, out var own) ? own : _prices.GetValueOrDefault(asked);
        return price is null
            ? null
            : ((input * price.InputPerMillion) + ((usage.OutputTokenCount ?? 0) * price.OutputPerMillion)) / Million;
    }
}
