namespace Suite.Jobs;

/// <summary>Forgets workers that left and attempts that nobody asks for any more.</summary>
internal sealed class ExternalCleaner(ExternalStore store) : IDuty
{
    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        await store.ForgetAsync(cancel);
        return false;
    }
}
