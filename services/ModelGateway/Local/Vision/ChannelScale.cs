namespace Suite.ModelGateway.Local.Vision;

/// <summary>How a model wants its pixel values: (value / 255 − mean) / deviation, channel by channel in the model's order.</summary>
internal sealed class ChannelScale
{
    /// <summary>Values as they are, 0..255.</summary>
    public static readonly ChannelScale Raw = new(0, 1 / 255f);

    /// <summary>Values 0..1.</summary>
    public static readonly ChannelScale Unit = new(0, 1);

    private readonly (int Source, float Scale, float Offset)[] _channels;

    public ChannelScale(float mean, float deviation, bool blueFirst = false)
        : this([mean, mean, mean], [deviation, deviation, deviation], blueFirst)
    {
    }

    public ChannelScale(ReadOnlySpan<float> means, ReadOnlySpan<float> deviations, bool blueFirst = false)
    {
        _channels = new (int, float, float)[3];
        for (var channel = 0; channel < 3; channel++)
            _channels[channel] = (blueFirst ? 2 - channel : channel, 1 / (255 * deviations[channel]), -means[channel] / deviations[channel]);
    }

    /// <summary>Where a channel of the tensor comes from in an RGB pixel, and the line that maps its values.</summary>
    public (int Source, float Scale, float Offset) Of(int channel) => _channels[channel];
}
