using Suite.ModelGateway.Local.Vision;
using Suite.ModelGateway.Local.Vision.Ocr;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Vision;

public sealed class ReadingOrderTests
{
    [Fact]
    public void Rows_go_down_and_words_go_right_however_they_were_found()
    {
        var text = Order(
            Line("world", 0.5, 0.11, 0.3), Line("below", 0.1, 0.3, 0.3), Line("hello", 0.1, 0.1, 0.3));

        Assert.Equal("hello world\nbelow", text);
    }

    [Fact]
    public void A_tall_label_beside_a_paragraph_joins_none_of_its_rows()
    {
        var text = Order(
            Line("one", 0.2, 0.1, 0.5), new TextLine("axis", 1, new Box(0, 0.05, 0.05, 0.5)),
            Line("two", 0.2, 0.25, 0.5), Line("three", 0.2, 0.4, 0.5));

        Assert.Equal("one\ntwo\naxis\nthree", text);
    }

    [Fact]
    public void No_lines_are_no_text() => Assert.Equal("", Order());

    private static string Order(params TextLine[] lines) => ReadingOrder.ToText(ReadingOrder.Rows(lines));

    private static TextLine Line(string text, double x, double y, double width) => new(text, 1, new Box(x, y, width, 0.08));
}
