using System.Globalization;
using Suite.Charts.Digitising;
using Xunit;

namespace Suite.Tests.Unit.Charts;

public class TickLabelsTests
{
    private static readonly PlotFrame Frame = new(80, 58, 576, 427);

    [Fact]
    public void An_axis_is_read_from_its_labels()
    {
        var axis = TickLabels.Horizontal(Frame, Below("0", "2", "4", "6", "8", "10"));

        Assert.Equal((0, 10), (Math.Round(axis.Min, 6), Math.Round(axis.Max, 6)));
        Assert.Equal(6, axis.Labels);
        Assert.InRange(axis.Confidence, 0.9, 1);
    }

    [Fact]
    public void Labels_need_not_stand_at_the_ends_of_the_axis()
    {
        var words = new[] { Word("-1", 40, 380), Word("0", 40, 242.5), Word("1", 40, 105) };

        var axis = TickLabels.Vertical(Frame, words);

        Assert.Equal((-1.342, 1.342), (Math.Round(axis.Min, 3), Math.Round(axis.Max, 3)));
    }

    [Fact]
    public void A_misread_label_is_outvoted()
    {
        var axis = TickLabels.Horizontal(Frame, Below("0", "2", "40", "6", "8", "10"));

        Assert.Equal((0, 10), (Math.Round(axis.Min, 6), Math.Round(axis.Max, 6)));
        Assert.Equal(5, axis.Labels);
    }

    [Fact]
    public void Two_labels_make_a_scale_that_is_less_sure() =>
        Assert.InRange(TickLabels.Horizontal(Frame, Below("0", "10")).Confidence, 0.5, 0.8);

    [Fact]
    public void Titles_legends_and_unsure_words_are_no_labels()
    {
        ReadWord[] words =
        [
            .. Below("0", "5", "10"),
            Word("2026", 300, 40), Word("Vds (V)", 300, 460), Word("3", 300, 200), Word("77", 204, 437) with { Confidence = 0.2 },
        ];

        Assert.Equal(3, TickLabels.Horizontal(Frame, words).Labels);
    }

    [Theory]
    [InlineData]
    [InlineData("5")]
    [InlineData("5", "5", "5")]
    [InlineData("0", "7", "1")]
    [InlineData("Mon", "Tue", "Wed")]
    public void Labels_that_make_no_line_are_refused_and_the_bounds_asked_for(params string[] texts)
    {
        var refused = Assert.Throws<UnreadableChartException>(() => TickLabels.Horizontal(Frame, Below(texts)));

        Assert.Contains("Give x_min and x_max", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_logarithmic_axis_is_not_mistaken_for_a_linear_one() =>
        Assert.Throws<UnreadableChartException>(() => TickLabels.Horizontal(Frame, Below("0.1", "1", "10", "100", "1000")));

    [Theory]
    [InlineData("12", 12.0)]
    [InlineData("-0.5", -0.5)]
    [InlineData("−3", -3.0)]
    [InlineData(".25", 0.25)]
    [InlineData("1,5", 1.5)]
    [InlineData("1,000", 1000.0)]
    [InlineData("12,345,678.9", 12345678.9)]
    [InlineData("1e-3", 0.001)]
    [InlineData("2.5E+6", 2_500_000.0)]
    [InlineData("12 V", null)]
    [InlineData("1.2.3", null)]
    [InlineData("1e999", null)]
    [InlineData("NaN", null)]
    [InlineData("", null)]
    public void Numbers_are_read_as_charts_write_them(string text, double? number) => Assert.Equal(number, TickLabels.Number(text));

    [Fact]
    public void Reading_numbers_does_not_depend_on_the_machines_language()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(0.5, TickLabels.Number("0.5"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>Evenly along the x axis, the first at its start and the last at its end.</summary>
    private static ReadWord[] Below(params string[] texts) =>
        [.. texts.Select((text, at) => Word(text, Frame.Left + (Frame.Width * at / Math.Max(1, texts.Length - 1)), Frame.Bottom + 10))];

    private static ReadWord Word(string text, double x, double y) => new(text, x, y, 0.95);
}
