using System.Buffers.Binary;
using System.IO.Compression;

namespace Suite.Testing;

/// <summary>Small image files for tests, made byte by byte where the point is what is wrong with them.</summary>
public static class Pictures
{
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    /// <summary>A 320 × 200 gradient in HEVC, as telephones write it.</summary>
    public static byte[] Heic => Resource("gradient.heic");

    /// <summary>The same in AV1.</summary>
    public static byte[] Avif => Resource("gradient.avif");

    /// <summary>A gradient that differs with <paramref name="seed"/>; red grows to the right, green downwards.</summary>
    public static byte[] Png(int width, int height, int seed = 0, byte? alpha = null)
    {
        var channels = alpha is null ? 3 : 4;
        return PngOf(width, height, channels, row =>
        {
            var line = new byte[width * channels];
            for (var x = 0; x < width; x++)
            {
                line[x * channels] = (byte)(x * 255 / width);
                line[(x * channels) + 1] = (byte)(row * 255 / height);
                line[(x * channels) + 2] = (byte)(seed * 37);
                if (alpha is { } value)
                    line[(x * channels) + 3] = value;
            }

            return line;
        });
    }

    /// <summary>These pixels, three bytes each, row after row.</summary>
    public static byte[] Png(int width, int height, byte[] pixels) =>
        PngOf(width, height, 3, row => pixels[(row * width * 3)..((row + 1) * width * 3)]);

    /// <summary>A PNG of one colour: it compresses a hundredfold and more.</summary>
    public static byte[] FlatPng(int width, int height)
    {
        var line = new byte[width * 3];
        return PngOf(width, height, 3, _ => line);
    }

    /// <summary>A complete header that claims a size, and no pixels at all.</summary>
    public static byte[] PngHeaderClaiming(int width, int height)
    {
        using var file = new MemoryStream();
        WriteHeader(file, width, height, 3);
        WriteChunk(file, "IDAT", Deflate(writer => writer.Write([0])));
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>The same JPEG with an EXIF segment that says how the camera was held (1 to 8).</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        // Start of image, then APP1 with a TIFF of one entry: tag 0x0112, a short.
        ReadOnlySpan<byte> exif =
        [
            0xFF, 0xE1, 0x00, 0x22, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0,
            (byte)'M', (byte)'M', 0, 0x2A, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0,
            0, 0, 0, 0,
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    private static byte[] PngOf(int width, int height, int channels, Func<int, byte[]> line)
    {
        using var file = new MemoryStream();
        WriteHeader(file, width, height, channels);
        WriteChunk(file, "IDAT", Deflate(pixels =>
        {
            for (var row = 0; row < height; row++)
            {
                pixels.WriteByte(0);
                pixels.Write(line(row));
            }
        }));
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    private static void WriteHeader(Stream file, int width, int height, int channels)
    {
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = (byte)(channels == 4 ? 6 : 2);
        WriteChunk(file, "IHDR", header);
    }

    private static void WriteChunk(Stream file, string type, byte[] data)
    {
        byte[] body = [.. type.Select(letter => (byte)letter), .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~body.Aggregate(uint.MaxValue, (crc, b) => CrcTable[(byte)(crc ^ b)] ^ (crc >> 8)));
        file.Write(number);
    }

    private static byte[] Deflate(Action<Stream> write)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            write(zlib);
        return compressed.ToArray();
    }

    private static uint CrcOf(int value)
    {
        var crc = (uint)value;
        for (var bit = 0; bit < 8; bit++)
            crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        return crc;
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(Pictures).Assembly.GetManifestResourceStream($"Pictures.{name}")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
