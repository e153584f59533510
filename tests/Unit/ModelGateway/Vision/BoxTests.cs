using Suite.ModelGateway.Local.Vision;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Vision;

public sealed class BoxTests
{
    [Fact]
    public void What_lies_outside_the_image_is_cut_off() =>
        Assert.Equal(new Box(0, 0.25, 1, 0.75), Box.Between(-0.5, 0.25, 1.5, 1.1));

    [Fact]
    public void A_box_wholly_outside_has_no_size() =>
        Assert.Equal(new Box(1, 0, 0, 1), Box.Between(1.2, 0, 1.5, 1));

    [Fact]
    public void A_box_overlaps_itself_wholly_and_a_distant_one_not_at_all()
    {
        var box = new Box(0.1, 0.1, 0.2, 0.2);

        Assert.Equal(1, Box.Overlap(box, box), 1e-9);
        Assert.Equal(0, Box.Overlap(box, new Box(0.5, 0.5, 0.2, 0.2)));
    }

    [Fact]
    public void Half_of_each_in_common_is_an_overlap_of_a_third() =>
        Assert.Equal(1 / 3.0, Box.Overlap(new Box(0, 0, 0.2, 0.2), new Box(0.1, 0, 0.2, 0.2)), 1e-9);
}
