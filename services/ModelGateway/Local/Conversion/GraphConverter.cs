namespace Suite.ModelGateway.Local.Conversion;

/// <summary>
/// Turns a TensorFlow image graph into an ONNX model that computes the same. TensorFlow keeps channels last and ONNX first, so
/// every four-dimensional value of the new model is [batch, channels, height, width], input and outputs included.
/// </summary>
internal sealed class GraphConverter
{
    /// <summary>Part of the name of a cached model: raise it whenever the result of a conversion changes.</summary>
    public const int Version = 1;

    private readonly TfGraph _graph;
    private readonly OnnxFile _onnx = new();
    private readonly HashSet<string> _converted = [];
    private readonly string _input;

    private GraphConverter(TfGraph graph, string input) => (_graph, _input) = (graph, input);

    /// <param name="graph">The model to convert.</param>
    /// <param name="input">The one image input, three channels of <paramref name="side"/> × <paramref name="side"/> pixels.</param>
    /// <param name="side">Width and height of the input.</param>
    /// <param name="outputs">Names of the nodes whose values are wanted; the rest of the graph is left out.</param>
    /// <exception cref="ConversionException">A wanted node depends on an operation that is not known here.</exception>
    public static byte[] Convert(TfGraph graph, string input, int side, params IReadOnlyList<string> outputs)
    {
        var converter = new GraphConverter(graph, input);
        converter._onnx.Input(input, 1, 3, side, side);
        foreach (var output in outputs)
        {
            converter.Value(output);
            converter._onnx.Output(output);
        }

        return converter._onnx.ToBytes();
    }

    /// <summary>The name of a node's value, converting the node first if nobody asked for it before.</summary>
    private string Value(string name)
    {
        if (name == _input || !_converted.Add(name))
            return name;
        if (_graph.Weights.TryGetValue(name, out var weight))
            return _onnx.Constant(name, Broadcast(weight), Transposed(weight));
        if (!_graph.Nodes.TryGetValue(name, out var node))
            throw new ConversionException($"The graph has no node {name}.");
        return Convert(node);
    }

    private string Convert(TfNode node) => node.Operation switch
    {
        "Conv2D" or "_FusedConv2D" => Convolution(node, depthwise: false),
        "DepthwiseConv2dNative" or "FusedDepthwiseConv2dNative" => Convolution(node, depthwise: true),
        "_FusedMatMul" => MatrixProduct(node),
        "Add" or "AddV2" => Simple(node, "Add"),
        "Mul" or "Sub" or "Relu" or "Sigmoid" or "Softmax" or "Identity" => Simple(node, node.Operation),
        "Relu6" => Clip(node.Name, Value(node.Inputs[0])),
        "Mean" => GlobalMean(node),
        "AvgPool" => Pool(node),
        "ConcatV2" => Concat(node),
        "ResizeBilinear" => Resize(node),
        "Squeeze" => Squeeze(node),
        _ => throw new ConversionException($"Operation {node.Operation} of node {node.Name} is not supported."),
    };

    private string Simple(TfNode node, string operation) =>
        _onnx.Add(operation, node.Name, node.Inputs.Select(Value));

    private string Convolution(TfNode node, bool depthwise)
    {
        var (input, filter) = (Value(node.Inputs[0]), Weight(node.Inputs[1]));
        var (height, width, channels, filters) = (filter.Shape[0], filter.Shape[1], filter.Shape[2], filter.Shape[3]);

        // TensorFlow: [height, width, in, out], or [height, width, in, multiplier] for depthwise. ONNX: [out, in / groups, height, width].
        int[] shape = depthwise ? [channels * filters, 1, height, width] : [filters, channels, height, width];
        var values = Permute(filter, depthwise ? [2, 3, 0, 1] : [3, 2, 0, 1]);
        List<string> inputs = [input, _onnx.Constant($"{node.Inputs[1]}:filter", shape, values)];

        var fused = node.Texts("fused_ops");
        if (fused is ["BiasAdd", ..])
        {
            var bias = Weight(node.Inputs[2]);
            inputs.Add(_onnx.Constant($"{node.Inputs[2]}:bias", [bias.Values.Length], bias.Values));
        }

        var result = _onnx.Add("Conv", fused.Count > 1 ? $"{node.Name}:linear" : node.Name, inputs,
            OnnxAttribute.Of("kernel_shape", [height, width]),
            OnnxAttribute.Of("strides", Spatial(node, "strides")),
            OnnxAttribute.Of("dilations", Spatial(node, "dilations")),
            OnnxAttribute.Of("group", depthwise ? channels : 1),
            Padding(node));
        return fused.Count > 1 ? Activation(fused[1], node.Name, result) : result;
    }

    private string MatrixProduct(TfNode node)
    {
        if (node.Flag("transpose_a") || node.Flag("transpose_b") || node.Texts("fused_ops") is not ["BiasAdd"])
            throw new ConversionException($"Node {node.Name} fuses more into its matrix product than is supported.");
        var (matrix, bias) = (Weight(node.Inputs[1]), Weight(node.Inputs[2]));
        return _onnx.Add("Gemm", node.Name,
        [
            Value(node.Inputs[0]),
            _onnx.Constant($"{node.Inputs[1]}:matrix", matrix.Shape, matrix.Values),
            _onnx.Constant($"{node.Inputs[2]}:bias", bias.Shape, bias.Values),
        ]);
    }

    private string GlobalMean(TfNode node)
    {
        if (Weight(node.Inputs[1]).Integers is not [1, 2] || !node.Flag("keep_dims"))
            throw new ConversionException($"Node {node.Name} takes a mean over something else than height and width.");
        return _onnx.Add("GlobalAveragePool", node.Name, [Value(node.Inputs[0])]);
    }

    private string Pool(TfNode node) => _onnx.Add("AveragePool", node.Name, [Value(node.Inputs[0])],
        OnnxAttribute.Of("kernel_shape", Spatial(node, "ksize")),
        OnnxAttribute.Of("strides", Spatial(node, "strides")),
        Padding(node));

    private string Concat(TfNode node)
    {
        var axis = Axis(Weight(node.Inputs[^1]).Integers[0]);
        return _onnx.Add("Concat", node.Name, node.Inputs.SkipLast(1).Select(Value), OnnxAttribute.Of("axis", axis));
    }

    private string Resize(TfNode node)
    {
        var size = Weight(node.Inputs[1]).Integers;
        var sizes = _onnx.Constant($"{node.Inputs[1]}:size", [size[0], size[1]]);
        var coordinates = node.Flag("half_pixel_centers") ? "half_pixel" : node.Flag("align_corners") ? "align_corners" : "asymmetric";
        return _onnx.Add("Resize", node.Name, [Value(node.Inputs[0]), "", "", sizes],
            OnnxAttribute.Of("mode", "linear"),
            OnnxAttribute.Of("axes", [2, 3]),
            OnnxAttribute.Of("coordinate_transformation_mode", coordinates));
    }

    private string Squeeze(TfNode node)
    {
        long[] axes = [.. node.Integers("squeeze_dims").Select(Axis)];
        return _onnx.Add("Squeeze", node.Name, [Value(node.Inputs[0]), _onnx.Constant($"{node.Name}:axes", axes)]);
    }

    private string Activation(string activation, string output, string input) => activation switch
    {
        "Relu" => _onnx.Add("Relu", output, [input]),
        "Relu6" => Clip(output, input),
        _ => throw new ConversionException($"Activation {activation} of node {output} is not supported."),
    };

    private string Clip(string output, string input) => _onnx.Add("Clip", output,
        [input, _onnx.Constant(":zero", [], [0f]), _onnx.Constant(":six", [], [6f])]);

    private TfWeight Weight(string name) => _graph.Weights.TryGetValue(name, out var weight)
        ? weight
        : throw new ConversionException($"{name} should be a constant of the graph.");

    // ONNX's SAME_UPPER puts the odd row and column at the end, as TensorFlow does.
    private static OnnxAttribute Padding(TfNode node) =>
        OnnxAttribute.Of("auto_pad", node.Text("padding") == "SAME" ? "SAME_UPPER" : "VALID");

    private static IReadOnlyList<long> Spatial(TfNode node, string attribute) =>
        node.Integers(attribute) is [_, var height, var width, _] ? [height, width] : [1, 1];

    /// <summary>The place of a channels-last axis when channels come first.</summary>
    private static long Axis(long axis) => (axis < 0 ? axis + 4 : axis) switch { 0 => 0, 3 => 1, var spatial => spatial + 1 };

    /// <summary>The shape under which a constant meets an image: a vector belongs to the channels.</summary>
    private static IEnumerable<int> Broadcast(TfWeight weight) => weight.Shape switch
    {
        [var channels] => [channels, 1, 1],
        [var batch, var height, var width, var channels] => [batch, channels, height, width],
        var other => other,
    };

    private static float[] Transposed(TfWeight weight) =>
        weight.Shape.Count == 4 ? Permute(weight, [0, 3, 1, 2]) : weight.Values;

    /// <summary>Reorders the four dimensions of a constant: dimension i of the result is dimension order[i] of the source.</summary>
    private static float[] Permute(TfWeight weight, ReadOnlySpan<int> order)
    {
        Span<int> strides = stackalloc int[4];
        strides[3] = 1;
        for (var i = 2; i >= 0; i--)
            strides[i] = strides[i + 1] * weight.Shape[i + 1];

        var result = new float[weight.Values.Length];
        var at = 0;
        for (var a = 0; a < weight.Shape[order[0]]; a++)
            for (var b = 0; b < weight.Shape[order[1]]; b++)
                for (var c = 0; c < weight.Shape[order[2]]; c++)
                    for (var d = 0; d < weight.Shape[order[3]]; d++)
                        result[at++] = weight.Values[(a * strides[order[0]]) + (b * strides[order[1]]) + (c * strides[order[2]]) + (d * strides[order[3]])];
        return result;
    }
}
