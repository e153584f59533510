using System.Globalization;
using System.Text.Json;
using Suite.Charts.Digitising;
using Suite.Charts.Results;
using Xunit;

namespace Suite.Tests.Unit.Charts;

public class CsvTests
{
    [Fact]
    public void A_result_is_x_y_and_the_presets_third_column() => Assert.Equal(
        "Vds,Id,Vgs\r\n0,1.5,5 V\r\n0.1,-2E-07,5 V\r\n",
        Csv.Of(Result("a.png", ["Vds", "Id", "Vgs"], """{"preset":"output","legend":"5 V"}""", [0, 1.5], [0.1, -2e-7])));

    [Fact]
    public void Several_results_share_a_header_where_their_names_agree()
    {
        Assert.Equal(["image", "Vds", "Id", "Vgs"], Csv.HeaderFor([["Vds", "Id", "Vgs"], ["Vds", "Id", "Vgs"]]));
        Assert.Equal(["image", "x", "Id", "Vgs"], Csv.HeaderFor([["Vds", "Id", "Vgs"], ["Vgs", "Id"]]));
        Assert.Equal(["image", "x", "y"], Csv.HeaderFor([]));
    }

    [Fact]
    public void Names_neither_break_the_table_nor_run_in_a_spreadsheet()
    {
        var rows = Csv.RowsBelow(["image", "x", "y"], Result("=cmd(),\"1\".png", ["x", "y"], "{}", [-1, 2]));

        Assert.Equal("\"'=cmd(),\"\"1\"\".png\",-1,2\r\n", rows);
    }

    [Theory]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("+1+1", "'+1+1")]
    [InlineData("-Vgs", "'-Vgs")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r\n=1", "\"'\r\n=1\"")]
    [InlineData("-5", "-5")]
    public void An_axis_that_is_called_like_a_formula_is_told_as_text(string name, string told) =>
        Assert.Equal($"{told},y\r\n", Csv.Header([name, "y"]));

    [Fact]
    public void Numbers_have_a_decimal_point_whatever_the_machines_language()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Contains("0.5,1.25", Csv.Of(Result("a", ["x", "y"], "{}", [0.5, 1.25])));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static ResultRow Result(string image, string[] columns, string parameters, params double[][] points)
    {
        var axis = new AxisCalibration(0, 1, 0, 1);
        var curve = new StoredCurve(new PlotFrame(0, 0, 1, 1), axis, axis, new Quality(1, 1, 0, 1), "#000000", points, points);
        return new ResultRow(
            Guid.Empty, Guid.Empty, Guid.Empty, Guid.Empty, image, "standard", JsonElement.Parse(parameters), columns, curve, 1,
            points.Length, 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
    }
}
