using System.Text;
using Suite.Assets.Upload;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Unit.Assets;

public sealed class ContentSnifferTests
{
    public static TheoryData<string, byte[]> Known => new()
    {
        { "image/png", Pictures.Png(2, 2) },
        { "image/jpeg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] },
        { "image/gif", "GIF89a"u8.ToArray() },
        { "image/webp", "RIFF\0\0\0\0WEBPVP8 "u8.ToArray() },
        { "image/tiff", [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0] },
        { "image/heic", Pictures.Heic },
        { "image/avif", Pictures.Avif },
        { "image/heic", "\0\0\0\u0018ftypmif1\0\0\0\0mif1heic"u8.ToArray() },
        { "image/avif", "\0\0\0\u0018ftypmif1\0\0\0\0mif1avif"u8.ToArray() },
        { "video/mp4", "\0\0\0\u0018ftypisom\0\0\u0002\0isommp41"u8.ToArray() },
        { "video/quicktime", "\0\0\0\u0014ftypqt  \0\0\0\0qt  "u8.ToArray() },
        { "video/3gpp", "\0\0\0\u0014ftyp3gp5\0\0\0\0"u8.ToArray() },
        { "video/x-msvideo", "RIFF\0\0\0\0AVI LIST"u8.ToArray() },
        { "video/webm", [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x82, 0x84, .. "webm"u8] },
        { "video/x-matroska", [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x82, 0x88, .. "matroska"u8] },
        { "application/pdf", "%PDF-1.7"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void A_file_is_known_by_its_first_bytes(string contentType, byte[] bytes) =>
        Assert.Equal(contentType, ContentSniffer.Sniff(bytes.AsSpan(0, Math.Min(bytes.Length, ContentSniffer.HeadBytes)))?.ContentType);

    [Theory]
    [InlineData("")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [InlineData("<html><script>alert(1)</script>")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("MZ")]
    [InlineData("RIFF")]
    [InlineData("\0\0\0\u0018ftyp")]
    [InlineData("\0\0\0\u0018ftypM4A ")]
    public void Everything_else_is_not_taken(string content) =>
        Assert.Null(ContentSniffer.Sniff(Encoding.Latin1.GetBytes(content)));

    [Theory]
    [MemberData(nameof(Known))]
    public void A_head_that_is_cut_anywhere_is_the_same_thing_or_nothing(string contentType, byte[] bytes)
    {
        string[] possible = contentType is "video/webm" ? [contentType, "video/x-matroska"] : [contentType, "image/heic"];
        for (var length = 0; length < Math.Min(bytes.Length, ContentSniffer.HeadBytes); length++)
        {
            if (ContentSniffer.Sniff(bytes.AsSpan(0, length)) is { } content)
                Assert.Contains(content.ContentType, possible);
        }
    }
}
