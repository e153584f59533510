using Xunit;

namespace Suite.Testing;

/// <summary>
/// Test projects run side by side; those that start servers take turns, so that none of them measures another's load.
/// </summary>
public sealed class MachineLock : IAsyncLifetime
{
    private static readonly string LockFile = Path.Combine(TestRunFolder.Shared, "suite-tests.lock");
    private FileStream? _held;

    public async ValueTask InitializeAsync()
    {
        while (_held is null)
        {
            try { _held = new FileStream(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
            catch (IOException) { await Task.Delay(200); }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_held is not null)
            await _held.DisposeAsync();
    }
}
