using Suite.Platform;
using Xunit;

namespace Suite.Tests.Unit.Platform;

public sealed class StoredTextTests
{
    [Theory]
    [InlineData("as it is", "as it is")]
    [InlineData("nothing\0here", "nothing here")]
    [InlineData("twelve chars and more", "twelve chars")]
    [InlineData("eleven char\ud83c\udf89", "eleven char")]
    public void A_text_is_cut_to_what_a_column_takes(string text, string stored)
    {
        Assert.Equal(stored, StoredText.Fit(text, 12));
    }
}
