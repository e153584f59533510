using System.Runtime.CompilerServices;

namespace Suite.ServiceDefaults;

/// <summary>
/// A value that belongs to an object: made when the first one asks, the same for all who have that object, and forgotten with it. Who
/// asks while it is being made waits for the same one. A failure is shared like a success.
/// </summary>
public sealed class SharedBy<TOwner, TValue> where TOwner : class
{
    private readonly ConditionalWeakTable<TOwner, Lazy<Task<TValue>>> _values = [];

    /// <param name="owner">Told from others as an object, and not by what it says.</param>
    /// <param name="make">Everybody's, so it must not end because one of them does; that is for <paramref name="cancel"/>.</param>
    /// <param name="cancel">This one does not want it any more.</param>
    public Task<TValue> GetAsync(TOwner owner, Func<Task<TValue>> make, CancellationToken cancel) =>
        _values.GetValue(owner, _ => new Lazy<Task<TValue>>(make)).Value.WaitAsync(cancel);
}
