using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Suite.Jobs;

/// <summary>The handlers of this process, by kind and step.</summary>
internal sealed class ItemHandlers(IEnumerable<ItemHandlerRegistration> registrations, IServiceProvider services)
{
    private readonly Dictionary<(string Kind, string Step), Type> _types =
        registrations.ToDictionary(entry => (entry.Kind, entry.Step), entry => entry.Handler);

    private readonly ConcurrentDictionary<(string Kind, string Step), IItemHandler> _made = new();

    /// <summary>What this process can run, as <c>kind/step</c>; items of other steps stay for those who can.</summary>
    public string[] Names => [.. _types.Keys.Select(name => $"{name.Kind}/{name.Step}")];

    // Made when they are first needed, for what they need may need the engine.
    public IItemHandler For(ItemContext item) =>
        _made.GetOrAdd((item.Kind, item.Step), name => (IItemHandler)services.GetRequiredService(_types[name]));
}
