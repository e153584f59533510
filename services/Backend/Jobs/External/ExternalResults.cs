using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Suite.Jobs;

/// <summary>Which steps may be leased out, and who takes what comes back.</summary>
internal sealed class ExternalResults(
    IEnumerable<ExternalResultRegistration> registrations, ItemHandlers handlers, IServiceProvider services)
{
    private readonly Dictionary<string, Type> _types =
        registrations.ToDictionary(entry => $"{entry.Kind}/{entry.Step}", entry => entry.Result);

    private readonly HashSet<string> _handled = [.. handlers.Names];

    /// <summary>A step that we run ourselves writes something at its end, which a bare output would leave out.</summary>
    public bool MayLease(string step) => _types.ContainsKey(step) || !_handled.Contains(step);

    /// <exception cref="ItemFailedException">The output is refused.</exception>
    public Task<ItemResult> AcceptAsync(ItemContext item, JsonElement? output, CancellationToken cancel) =>
        _types.TryGetValue($"{item.Kind}/{item.Step}", out var type)
            ? ((IExternalResult)services.GetRequiredService(type)).AcceptAsync(item, output, cancel)
            : Task.FromResult(new ItemResult(output));
}
