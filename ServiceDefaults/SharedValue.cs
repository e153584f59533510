namespace Suite.ServiceDefaults;

/// <summary>
/// A value that is made when somebody asks and the last one is older than <paramref name="freshness"/>. Whoever asks while it is
/// being made waits for the same one, so that many questions are never much work. A failure is shared as long as a success.
/// </summary>
public sealed class SharedValue<T>(Func<Task<T>> make, TimeSpan freshness, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private Task<T>? _value;
    private long _madeAt;

    public Task<T> GetAsync()
    {
        lock (_lock)
        {
            if (_value is null || (_value.IsCompleted && clock.GetElapsedTime(_madeAt) >= freshness))
                _value = Task.Run(MakeAsync);
            return _value;
        }
    }

    private async Task<T> MakeAsync()
    {
        try
        {
            return await make();
        }
        finally
        {
            _madeAt = clock.GetTimestamp();
        }
    }
}
