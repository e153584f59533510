using Suite.ModelGateway.Local.Conversion;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Conversion;

/// <summary>Expected bytes follow the encoding examples of the protocol buffers documentation.</summary>
public sealed class ProtoWriterTests
{
    [Fact]
    public void An_integer_is_a_varint() =>
        Assert.Equal([0x08, 0x96, 0x01], new ProtoWriter().Integer(1, 150).Written.ToArray());

    [Fact]
    public void A_negative_integer_takes_ten_bytes() =>
        Assert.Equal([0x08, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], new ProtoWriter().Integer(1, -2).Written.ToArray());

    [Fact]
    public void A_text_is_its_length_and_its_bytes() =>
        Assert.Equal([0x12, 0x07, .. "testing"u8], new ProtoWriter().Text(2, "testing").Written.ToArray());

    [Fact]
    public void A_message_within_is_written_like_a_text() =>
        Assert.Equal([0x1A, 0x03, 0x08, 0x96, 0x01], new ProtoWriter().Message(3, inner => inner.Integer(1, 150)).Written.ToArray());

    [Fact]
    public void A_field_number_above_15_takes_two_bytes() =>
        Assert.Equal([0xA0, 0x01, 0x07], new ProtoWriter().Integer(20, 7).Written.ToArray());
}
