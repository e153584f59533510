using Microsoft.Extensions.DependencyInjection;

namespace Suite.Jobs;

/// <summary>The handlers of this process, by kind and step.</summary>
internal sealed class ItemHandlers(IEnumerable<ItemHandlerRegistration> registrations, IServiceProvider services)
{
    private readonly Dictionary<string, Type> _types =
        registrations.ToDictionary(entry => $"{entry.Kind}/{entry.Step}", entry => entry.Handler);

    /// <summary>What this process can run, as <c>kind/step</c>; items of other steps stay for those who can.</summary>
    public string[] Names => [.. _types.Keys];

    public IItemHandler For(ItemContext item) =>
        (IItemHandler)services.GetRequiredService(_types[$"{item.Kind}/{item.Step}"]);
}
