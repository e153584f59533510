using System.Text.Json;

namespace Suite.Jobs;

/// <summary>
/// Accepts what external workers made of the items of one step. A step whose handler runs in our own processes is leased out only
/// with one of these: what the handler would have written at the end, this has to write. An instance is shared: keep no state in it.
/// </summary>
public interface IExternalResult
{
    /// <summary>
    /// Checks an output and says what to keep, <see cref="ItemResult.Commit"/> included. Throw <see cref="ItemFailedException"/> to
    /// refuse it: the attempt fails with that reason, and the worker is told (<c>output-refused</c>, 422).
    /// </summary>
    Task<ItemResult> AcceptAsync(ItemContext item, JsonElement? output, CancellationToken cancel);
}
