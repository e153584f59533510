using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Suite.Access;

/// <summary>Passwords as PBKDF2-SHA256 hashes: <c>pbkdf2-sha256$iterations$salt$hash</c>.</summary>
internal sealed class Passwords(IOptions<AccessOptions> options) : IDisposable
{
    private const string Scheme = "pbkdf2-sha256";
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    // Hashing is slow on purpose; a crowd at the door must not take every core from those who are inside.
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));
    private string? _nobody;

    public Task<string> HashAsync(string password, CancellationToken cancel) => InTurnAsync(() => Hash(password), cancel);

    /// <summary>
    /// Whether the password belongs to the hash. For a user who does not exist (null) it takes as long and says no.
    /// </summary>
    public Task<bool> VerifyAsync(string password, string? hash, CancellationToken cancel) =>
        InTurnAsync(() => Matches(password, hash ?? (_nobody ??= Hash(Secrets.NewToken()))) && hash is not null, cancel);

    /// <summary>Whether the hash was made with fewer iterations than are wanted now.</summary>
    public bool IsOutdated(string hash) => int.Parse(hash.Split('$')[1], CultureInfo.InvariantCulture) < options.Value.PasswordIterations;

    public void Dispose() => _turns.Dispose();

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancel)
    {
        await _turns.WaitAsync(cancel);
        try
        {
            return await Task.Run(work, cancel);
        }
        finally
        {
            _turns.Release();
        }
    }

    private string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var iterations = options.Value.PasswordIterations;
        return $"{Scheme}${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, iterations))}";
    }

    private static bool Matches(string password, string hash)
    {
        var parts = hash.Split('$');
        var derived = Derive(password, Convert.FromBase64String(parts[2]), int.Parse(parts[1], CultureInfo.InvariantCulture));
        return CryptographicOperations.FixedTimeEquals(derived, Convert.FromBase64String(parts[3]));
    }

    private static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, HashBytes);
}
