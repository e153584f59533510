using System.Runtime.InteropServices;

namespace Suite.ModelGateway.Local.Conversion;

/// <summary>
/// An ONNX model under construction. Field numbers are those published in onnx/onnx.proto (ModelProto, GraphProto, NodeProto,
/// AttributeProto, TensorProto, ValueInfoProto).
/// </summary>
internal sealed class OnnxFile
{
    // Opset 18 is the first whose Resize takes target sizes for named axes only. It came with IR version 8.
    private const int OperatorSet = 18;
    private const int IrVersion = 8;

    private const int FloatType = 1;
    private const int Int64Type = 7;

    private readonly ProtoWriter _graph = new();
    private readonly HashSet<string> _constants = [];

    /// <summary>Adds an operation and returns the name of its output.</summary>
    public string Add(string operation, string output, IEnumerable<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = new ProtoWriter();
        foreach (var input in inputs)
            node.Text(1, input);
        node.Text(2, output).Text(3, output).Text(4, operation);
        foreach (var attribute in attributes)
            node.Message(5, attribute.Write);
        _graph.Bytes(1, node.Written);
        return output;
    }

    /// <summary>Adds a float constant once; a second constant of the same name is taken to be the same.</summary>
    public string Constant(string name, IEnumerable<int> shape, ReadOnlySpan<float> values) =>
        Constant(name, shape, FloatType, MemoryMarshal.AsBytes(values));

    /// <summary>Adds a one-dimensional integer constant: sizes and axes.</summary>
    public string Constant(string name, ReadOnlySpan<long> values) =>
        Constant(name, [values.Length], Int64Type, MemoryMarshal.AsBytes(values));

    public void Input(string name, params IEnumerable<int> shape) => _graph.Message(11, input => input
        .Text(1, name)
        .Message(2, type => type.Message(1, tensor => tensor
            .Integer(1, FloatType)
            .Message(2, dimensions =>
            {
                foreach (var size in shape)
                    dimensions.Message(1, dimension => dimension.Integer(1, size));
            }))));

    public void Output(string name) => _graph.Message(12, output => output
        .Text(1, name)
        .Message(2, type => type.Message(1, tensor => tensor.Integer(1, FloatType))));

    public byte[] ToBytes()
    {
        _graph.Text(2, "converted");
        return new ProtoWriter()
            .Integer(1, IrVersion)
            .Text(2, "suite")
            .Bytes(7, _graph.Written)
            .Message(8, operators => operators.Text(1, "").Integer(2, OperatorSet))
            .Written.ToArray();
    }

    private string Constant(string name, IEnumerable<int> shape, int type, ReadOnlySpan<byte> values)
    {
        if (!_constants.Add(name))
            return name;
        var tensor = new ProtoWriter();
        foreach (var size in shape)
            tensor.Integer(1, size);
        tensor.Integer(2, type).Text(8, name).Bytes(9, values);
        _graph.Bytes(5, tensor.Written);
        return name;
    }
}

/// <summary>A named setting of an operation: integers or a text.</summary>
internal readonly record struct OnnxAttribute(string Name, IReadOnlyList<long>? Integers, long Integer, string? Text)
{
    private const int IntegerKind = 2;
    private const int TextKind = 3;
    private const int IntegersKind = 7;

    public static OnnxAttribute Of(string name, long value) => new(name, null, value, null);
    public static OnnxAttribute Of(string name, IReadOnlyList<long> values) => new(name, values, 0, null);
    public static OnnxAttribute Of(string name, string value) => new(name, null, 0, value);

    public void Write(ProtoWriter attribute)
    {
        attribute.Text(1, Name);
        if (Text is not null)
        {
            attribute.Text(4, Text).Integer(20, TextKind);
        }
        else if (Integers is not null)
        {
            foreach (var value in Integers)
                attribute.Integer(8, value);
            attribute.Integer(20, IntegersKind);
        }
        else
        {
            attribute.Integer(3, Integer).Integer(20, IntegerKind);
        }
    }
}
