using System.Buffers.Binary;
using System.Text;

namespace Suite.Dashboard.Otlp;

/// <summary>
/// Telemetry says the same words over and over: each is kept once. A table of fixed size in which a newcomer takes the
/// place of whoever hashed to it, so that it needs no lock, no clean-up, and no sender can make it grow.
/// </summary>
internal sealed class Interner
{
    /// <summary>Longer ones are rarely said twice.</summary>
    public const int MaxBytes = 96;
    private const int Slots = 1 << 14;

    private readonly string?[] _slots = new string?[Slots];

    public static Interner Shared { get; } = new();

    /// <summary>Bytes that are no UTF-8 become U+FFFD.</summary>
    public string Text(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > MaxBytes)
            return utf8.IsEmpty ? "" : Encoding.UTF8.GetString(utf8);
        ref var slot = ref _slots[Hash(utf8) & (Slots - 1)];
        var known = slot;
        // Ascii.Equals is false for anything else: other alphabets are decoded each time.
        if (known is not null && known.Length == utf8.Length && Ascii.Equals(utf8, known))
            return known;
        var text = Encoding.UTF8.GetString(utf8);
        slot = text;
        return text;
    }

    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        const ulong prime = 0x9E3779B97F4A7C15;
        var hash = (ulong)bytes.Length;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * prime;
        foreach (var rest in bytes)
            hash = (hash ^ rest) * prime;
        return (uint)(hash >> 40);
    }
}
