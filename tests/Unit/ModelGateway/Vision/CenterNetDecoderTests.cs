using Suite.ModelGateway.Local.Vision;
using Suite.ModelGateway.Local.Vision.Detection;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Vision;

public sealed class CenterNetDecoderTests
{
    private const int Side = 8;
    private const int Stride = 4;
    private const int Person = 0;
    private const int Cat = 15;

    private readonly float[] _heat = new float[80 * Side * Side];
    private readonly float[] _sizes = new float[4 * Side * Side];

    [Fact]
    public void A_peak_becomes_a_box_that_reaches_as_far_as_the_sizes_say()
    {
        Peak(Cat, x: 4, y: 2, 0.9f, left: 8, top: 4, right: 12, bottom: 8);

        var found = Assert.Single(Decode(0.5f));

        Assert.Equal("cat", found.Label);
        Assert.Equal(0.9, found.Confidence, 1e-6);
        Assert.Equal(new Box(0.25, 0.125, 0.625, 0.375), found.Box);
    }

    [Fact]
    public void Only_the_highest_of_neighbouring_values_counts()
    {
        Peak(Cat, 4, 4, 0.9f);
        Peak(Cat, 5, 4, 0.8f);
        Peak(Cat, 5, 5, 0.7f);

        Assert.Single(Decode(0.5f));
    }

    [Fact]
    public void A_peak_at_the_edge_counts()
    {
        Peak(Person, 0, 0, 0.9f);
        Peak(Person, Side - 1, Side - 1, 0.8f);

        Assert.Equal(2, Decode(0.5f).Count);
    }

    [Fact]
    public void A_confidence_equal_to_the_threshold_is_enough_and_less_is_not()
    {
        Peak(Person, 1, 1, 0.5f);
        Peak(Cat, 6, 6, 0.49f);

        Assert.Equal("person", Assert.Single(Decode(0.5f)).Label);
    }

    [Fact]
    public void Two_peaks_on_one_object_are_one_detection()
    {
        Peak(Cat, 3, 4, 0.8f, 8, 8, 12, 8);
        Peak(Cat, 5, 4, 0.9f, 16, 8, 4, 8);

        Assert.Equal(0.9, Assert.Single(Decode(0.5f)).Confidence, 1e-6);
    }

    [Fact]
    public void A_person_on_a_horse_stays_two_detections()
    {
        Peak(Person, 4, 4, 0.9f, 8, 8, 8, 8);
        Peak(17, 4, 4, 0.8f, 8, 8, 8, 8);

        Assert.Equal(["person", "horse"], Decode(0.5f).Select(found => found.Label));
    }

    [Fact]
    public void The_most_certain_come_first_and_never_more_than_a_hundred()
    {
        for (var label = 0; label < 80; label++)
        {
            Peak(label, label % 4 * 2, 1, 0.5f + (label / 1000f));
            Peak(label, label % 4 * 2, 5, 0.7f + (label / 1000f));
        }

        var found = Decode(0.3f);

        Assert.Equal(CenterNetDecoder.MaxObjects, found.Count);
        Assert.Equal(found.OrderByDescending(one => one.Confidence).Select(one => one.Confidence), found.Select(one => one.Confidence));
    }

    [Fact]
    public void An_empty_map_has_nothing_in_it() => Assert.Empty(Decode(0.01f));

    private void Peak(int label, int x, int y, float confidence, float left = 1, float top = 1, float right = 1, float bottom = 1)
    {
        var cell = (y * Side) + x;
        _heat[(label * Side * Side) + cell] = confidence;
        foreach (var (edge, distance) in new[] { left, top, right, bottom }.Index())
            _sizes[(edge * Side * Side) + cell] = distance;
    }

    private IReadOnlyList<DetectedObject> Decode(float threshold) => CenterNetDecoder.Decode(_heat, _sizes, Side, Stride, threshold);
}
