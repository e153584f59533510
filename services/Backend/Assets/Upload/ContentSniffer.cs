using System.Text;
using Suite.Imaging;

namespace Suite.Assets.Upload;

/// <summary>What a file is, by its first bytes. Its name and declared type prove nothing.</summary>
internal sealed record SniffedContent(AssetKind Kind, string ContentType, ImageFormat? Image = null);

internal static class ContentSniffer
{
    /// <summary>Bytes that <see cref="Sniff"/> looks at.</summary>
    public const int HeadBytes = 64;

    /// <summary>Null when it is nothing that is taken.</summary>
    public static SniffedContent? Sniff(ReadOnlySpan<byte> head)
    {
        if (ImageFormats.Sniff(head) is { } image)
            return new SniffedContent(AssetKind.Image, image.ContentType(), image);
        if (head.StartsWith("%PDF-"u8))
            return new SniffedContent(AssetKind.Document, "application/pdf");
        return VideoType(head) is { } video ? new SniffedContent(AssetKind.Video, video) : null;
    }

    private static string? VideoType(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
            return head.IndexOf("webm"u8) >= 0 ? "video/webm" : "video/x-matroska";
        if (head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("AVI "u8))
            return "video/x-msvideo";
        if (head.Length < 12 || !head[4..8].SequenceEqual("ftyp"u8))
            return null;
        return Encoding.Latin1.GetString(head[8..12]) switch
        {
            "qt  " => "video/quicktime",
            "isom" or "iso2" or "iso4" or "iso5" or "iso6" or "mp41" or "mp42" or "avc1" or "dash" or "M4V " or "MSNV" => "video/mp4",
            ['3', 'g', ..] => "video/3gpp",
            _ => null,
        };
    }
}
