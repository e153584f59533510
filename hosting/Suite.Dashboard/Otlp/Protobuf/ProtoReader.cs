using System.Buffers.Binary;

namespace Suite.Dashboard.Otlp.Protobuf;

/// <summary>
/// The fields of one message, one after the other: <see cref="Next"/>, then read the value of <see cref="Field"/> or
/// <see cref="Skip"/> it. Reads in place and allocates nothing; a message within it is another reader over the same bytes,
/// so that errors name their place in the whole request.
/// Encoding: https://protobuf.dev/programming-guides/encoding/
/// </summary>
internal ref struct ProtoReader
{
    private const int VarintType = 0, Fixed64Type = 1, BytesType = 2, Fixed32Type = 5;

    private readonly ReadOnlySpan<byte> _request;
    private readonly string _name;
    private readonly int _end;
    private int _position;
    private int _type;

    /// <param name="name">What errors call the message.</param>
    public ProtoReader(ReadOnlySpan<byte> request, string name)
        : this(request, name, 0, request.Length)
    {
    }

    private ProtoReader(ReadOnlySpan<byte> request, string name, int start, int end)
    {
        _request = request;
        _name = name;
        _position = start;
        _end = end;
    }

    /// <summary>Number of the field whose value comes next.</summary>
    public int Field { get; private set; }

    /// <summary>False at the end of the message.</summary>
    public bool Next()
    {
        if (_position == _end)
            return false;
        var tag = ReadVarint();
        Field = (int)(tag >> 3);
        _type = (int)(tag & 7);
        return tag is > 7 and <= uint.MaxValue ? true : throw Error("this is not a field");
    }

    public ulong Varint()
    {
        Expect(VarintType);
        return ReadVarint();
    }

    public bool Bool() => Varint() != 0;

    public int Int32() => (int)Varint();

    public long Int64() => (long)Varint();

    /// <summary>In ZigZag: 0, -1, 1, -2 …</summary>
    public int SInt32()
    {
        var bits = (uint)Varint();
        return (int)(bits >> 1) ^ -(int)(bits & 1);
    }

    public ulong Fixed64()
    {
        Expect(Fixed64Type);
        return BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
    }

    /// <summary>Nanoseconds since 1970; the model counts them with a sign.</summary>
    public long Nanos() => (long)Math.Min(Fixed64(), long.MaxValue);

    public double Double() => BitConverter.UInt64BitsToDouble(Fixed64());

    public uint Fixed32()
    {
        Expect(Fixed32Type);
        return BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
    }

    public ReadOnlySpan<byte> Bytes()
    {
        Expect(BytesType);
        return Take(ReadLength());
    }

    /// <summary>The message that is this field's value.</summary>
    public ProtoReader Message(string name)
    {
        Expect(BytesType);
        var length = ReadLength();
        var start = _position;
        Take(length);
        return new(_request, name, start, _position);
    }

    /// <summary>Adds one number, or, when they are packed, all of them.</summary>
    public void AddFixed64(List<ulong> to)
    {
        if (_type == Fixed64Type)
        {
            AddNumber(to, Fixed64());
            return;
        }
        var packed = Bytes();
        if (packed.Length % 8 != 0)
            throw Error($"{packed.Length} bytes are not a whole number of 8-byte values");
        to.EnsureCapacity(Math.Min(to.Count + (packed.Length / 8), Decoding.MaxNumbers));
        for (; !packed.IsEmpty; packed = packed[8..])
            AddNumber(to, BinaryPrimitives.ReadUInt64LittleEndian(packed));
    }

    /// <inheritdoc cref="AddFixed64"/>
    public void AddVarints(List<ulong> to)
    {
        if (_type == VarintType)
        {
            AddNumber(to, Varint());
            return;
        }
        for (var packed = Message(_name); packed._position < packed._end;)
            AddNumber(to, packed.ReadVarint());
    }

    /// <summary>Passes over a value that means nothing to us.</summary>
    public void Skip()
    {
        switch (_type)
        {
            case VarintType:
                ReadVarint();
                break;
            case Fixed64Type:
                Take(8);
                break;
            case BytesType:
                Take(ReadLength());
                break;
            case Fixed32Type:
                Take(4);
                break;
            default:
                throw Error($"there is no wire type {_type} in proto3");
        }
    }

    public readonly OtlpFormatException Error(string what) =>
        new($"At byte {_position}, in field {Field} of {_name}: {what}.");

    private readonly void AddNumber(List<ulong> to, ulong number)
    {
        if (to.Count == Decoding.MaxNumbers)
            throw Error($"there are more than {Decoding.MaxNumbers} numbers");
        to.Add(number);
    }

    private readonly void Expect(int type)
    {
        if (_type != type)
            throw Error($"its wire type is {_type}, not {type}");
    }

    private int ReadLength()
    {
        var length = ReadVarint();
        return length <= int.MaxValue ? (int)length : throw Error($"it cannot have {length} bytes");
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _end - _position)
            throw Error($"it has {length} bytes, but {_name} ends after {_end - _position}");
        var taken = _request.Slice(_position, length);
        _position += length;
        return taken;
    }

    private ulong ReadVarint()
    {
        // Most are one byte: tags, and lengths of what is short.
        if (_position < _end && _request[_position] < 0x80)
            return _request[_position++];
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (_position == _end)
                throw Error($"{_name} ends within a number");
            var next = _request[_position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw Error("a number has more than 10 bytes");
    }
}
