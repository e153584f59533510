namespace Suite.Imaging;

/// <summary>The formats that are read. Everything else is refused, whatever libvips could open.</summary>
public enum ImageFormat
{
    Jpeg,
    Png,
    Webp,
    Gif,
    Tiff,
    Heic,
    Avif,
}

/// <summary>Telling formats apart by their first bytes; a name or a declared type proves nothing.</summary>
public static class ImageFormats
{
    /// <summary>How many leading bytes <see cref="Sniff"/> wants to see; fewer are fine for a shorter file.</summary>
    public const int HeadBytes = 64;

    /// <summary>The format that <paramref name="head"/>, the beginning of a file, announces; null when it is none of ours.</summary>
    public static ImageFormat? Sniff(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xD8, 0xFF, ..] => ImageFormat.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ImageFormat.Png,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ImageFormat.Webp,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => ImageFormat.Gif,
        [(byte)'I', (byte)'I', 0x2A or 0x2B, 0, ..] or [(byte)'M', (byte)'M', 0, 0x2A or 0x2B, ..] => ImageFormat.Tiff,
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => SniffBrands(head),
        _ => null,
    };

    /// <summary>The media type, as in <c>image/jpeg</c>.</summary>
    public static string ContentType(this ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "image/jpeg",
        ImageFormat.Png => "image/png",
        ImageFormat.Webp => "image/webp",
        ImageFormat.Gif => "image/gif",
        ImageFormat.Tiff => "image/tiff",
        ImageFormat.Heic => "image/heic",
        ImageFormat.Avif => "image/avif",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    // An ISO media file names its main brand at byte 8 and the compatible ones from byte 16; MP4 videos begin the same way.
    // `mif1` says only "an image in HEIF": the compatible brands tell which codec.
    private static ImageFormat? SniffBrands(ReadOnlySpan<byte> head)
    {
        var generic = false;
        for (var at = 8; at + 4 <= head.Length; at += at == 8 ? 8 : 4)
        {
            var brand = head.Slice(at, 4);
            if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8))
                return ImageFormat.Avif;
            if (brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("heim"u8)
                || brand.SequenceEqual("heis"u8) || brand.SequenceEqual("hevc"u8) || brand.SequenceEqual("hevx"u8))
                return ImageFormat.Heic;
            generic |= brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8);
        }

        return generic ? ImageFormat.Heic : null;
    }
}
