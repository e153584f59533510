using Suite.Assets.Upload;
using Xunit;

namespace Suite.Tests.Unit.Assets;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData("cat.png", "cat.png")]
    [InlineData("  Häßliche Katze 🐈.png ", "Häßliche Katze 🐈.png")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\me\\cat.png", "cat.png")]
    [InlineData("a/b\\..", "unnamed")]
    [InlineData("folder/", "unnamed")]
    [InlineData("...", "unnamed")]
    [InlineData("", "unnamed")]
    [InlineData(null, "unnamed")]
    [InlineData("line\r\nbreak\0.png", "linebreak.png")]
    [InlineData("photo\u202Egnp.exe", "photognp.exe")]
    public void A_name_is_words_and_never_a_path(string? sent, string kept) => Assert.Equal(kept, FileNames.Clean(sent));

    [Fact]
    public void A_long_name_keeps_its_extension()
    {
        var name = FileNames.Clean(new string('x', 400) + ".jpeg");

        Assert.Equal(FileNames.MaxLength, name.Length);
        Assert.EndsWith("x.jpeg", name, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_name_is_not_cut_within_a_character()
    {
        var name = FileNames.Clean("x" + string.Concat(Enumerable.Repeat("🐈", 200)) + ".png");

        Assert.DoesNotContain(name.EnumerateRunes(), rune => rune == System.Text.Rune.ReplacementChar);
        Assert.InRange(name.Length, FileNames.MaxLength - 1, FileNames.MaxLength);
    }
}
