namespace Suite.ModelGateway.Local.Conversion;

/// <summary>A TensorFlow.js graph model in memory: its nodes by name and its weights, dequantised.</summary>
internal sealed record TfGraph(IReadOnlyDictionary<string, TfNode> Nodes, IReadOnlyDictionary<string, TfWeight> Weights);

/// <summary>One operation. <paramref name="Inputs"/> are node names without output numbers or control marks.</summary>
internal sealed record TfNode(
    string Name, string Operation, IReadOnlyList<string> Inputs, IReadOnlyDictionary<string, TfAttribute> Attributes)
{
    public string Text(string attribute) =>
        Attributes.TryGetValue(attribute, out var found) && found.Texts is [var text, ..] ? text : "";

    public IReadOnlyList<string> Texts(string attribute) =>
        Attributes.TryGetValue(attribute, out var found) ? found.Texts : [];

    public IReadOnlyList<long> Integers(string attribute) =>
        Attributes.TryGetValue(attribute, out var found) ? found.Integers : [];

    public bool Flag(string attribute) => Attributes.TryGetValue(attribute, out var found) && found.Flag;
}

/// <summary>The kinds of attribute that image models use; a single value is a list of one.</summary>
internal sealed record TfAttribute(IReadOnlyList<string> Texts, IReadOnlyList<long> Integers, bool Flag);

/// <summary>A constant in row-major order. Integers are kept as floats: sizes and axes are exact up to 2^24.</summary>
internal sealed record TfWeight(IReadOnlyList<int> Shape, float[] Values)
{
    public IReadOnlyList<long> Integers => [.. Values.Select(value => (long)value)];
}
