namespace Suite.Hosting.ApplicationModel;

/// <summary>A value from outside: configuration (<c>Parameters:{name}</c>), a default, or a generated secret.</summary>
public sealed class ParameterResource : Resource, IManifestExpressionProvider, IValueProvider
{
    private readonly Lazy<string> _value;

    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
        : base(name)
    {
        Secret = secret;
        _value = new Lazy<string>(() => callback(Default));
    }

    public ParameterDefault? Default { get; set; }

    public bool Secret { get; }

    public string? Description { get; set; }

    public string ValueExpression => $"{{{Name}.value}}";

    internal string ValueInternal => _value.Value;

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(_value.Value);
}
