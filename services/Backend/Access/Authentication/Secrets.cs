using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Suite.Access;

/// <summary>
/// Tokens and keys: 256 random bits, of which only the hash is kept. They need no slow hash, for they cannot be guessed.
/// </summary>
internal static class Secrets
{
    public const string KeyPrefix = "suite_";
    private const int Shown = 12;

    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string NewApiKey() => KeyPrefix + NewToken();

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>What lists show of a key, to tell it from others.</summary>
    public static string Prefix(string key) => key[..Math.Min(Shown, key.Length / 2)];
}
