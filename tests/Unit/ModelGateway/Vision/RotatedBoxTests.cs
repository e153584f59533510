using Suite.ModelGateway.Local.Vision.Ocr;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Vision;

public sealed class RotatedBoxTests
{
    [Fact]
    public void Around_an_upright_rectangle_it_is_that_rectangle()
    {
        var box = RotatedBox.Around([(10, 20), (110, 20), (110, 40), (10, 40), (60, 30)]);

        Assert.Equal((60, 30, 100, 20, 0), Rounded(box));
    }

    [Fact]
    public void Around_a_turned_rectangle_it_is_turned_as_much()
    {
        // 100 × 20 around (200, 200), turned by atan(3 / 4).
        var box = RotatedBox.Around([(166, 162), (246, 222), (234, 238), (154, 178)]);

        Assert.Equal((200, 200, 100, 20, 37), Rounded(box));
    }

    [Fact]
    public void Its_angle_stays_near_the_horizontal_so_that_a_column_is_higher_than_wide()
    {
        var box = RotatedBox.Around([(10, 10), (20, 10), (20, 110), (10, 110)]);

        Assert.Equal((15, 60, 10, 100, 0), Rounded(box));
    }

    [Fact]
    public void A_quarter_turn_reads_a_column_as_a_line()
    {
        var column = new RotatedBox(15, 60, 10, 100, 0);

        Assert.Equal((15, 60, 100, 10, 90), Rounded(column.Turn(1)));
        Assert.Equal((15, 60, 100, 10, -90), Rounded(column.Turn(-1)));
    }

    [Fact]
    public void Bounds_of_a_turned_box_hold_all_its_corners()
    {
        var (left, top, right, bottom) = new RotatedBox(200, 200, 100, 20, Math.Atan2(3, 4)).Bounds();

        Assert.Equal((154, 162, 246, 238), (Math.Round(left), Math.Round(top), Math.Round(right), Math.Round(bottom)));
    }

    [Fact]
    public void Points_on_one_line_and_a_single_point_are_boxes_without_height()
    {
        Assert.Equal(0, RotatedBox.Around([(0, 0), (5, 0), (10, 0)]).Height, 1e-9);
        Assert.Equal(0, RotatedBox.Around([(3, 3)]).Width, 1e-9);
    }

    private static (double, double, double, double, double) Rounded(RotatedBox box) => (
        Math.Round(box.CenterX), Math.Round(box.CenterY), Math.Round(box.Width), Math.Round(box.Height),
        Math.Round(box.Angle * 180 / Math.PI));
}
