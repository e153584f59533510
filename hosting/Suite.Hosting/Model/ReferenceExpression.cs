using System.Runtime.CompilerServices;
using System.Text;

namespace Suite.Hosting.ApplicationModel;

/// <summary>A text with holes for values that are known only while the application runs.</summary>
public sealed class ReferenceExpression : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    private readonly string[] _literals;

    // _literals surrounds ValueProviders: one more literal than holes, empty ones included.
    private ReferenceExpression(string[] literals, IValueProvider[] holes)
    {
        _literals = literals;
        ValueProviders = holes;
    }

    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    public string ValueExpression => Join(ValueProviders.Select(hole => ((IManifestExpressionProvider)hole).ValueExpression));

    IEnumerable<object> IValueWithReferences.References => ValueProviders;

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.ToExpression();

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        ((IValueProvider)this).GetValueAsync(new ValueProviderContext(), cancellationToken);

    async ValueTask<string?> IValueProvider.GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        var values = new List<string?>(ValueProviders.Count);
        foreach (var hole in ValueProviders)
            values.Add(await hole.GetValueAsync(context, cancellationToken));
        return Join(values);
    }

    private string Join(IEnumerable<string?> values)
    {
        var text = new StringBuilder(_literals[0]);
        foreach (var (value, literal) in values.Zip(_literals.Skip(1)))
            text.Append(value).Append(literal);
        return text.ToString();
    }

    [InterpolatedStringHandler]
    public readonly ref struct ExpressionInterpolatedStringHandler
    {
        private readonly List<string> _literals = [""];
        private readonly List<IValueProvider> _holes = [];

        public ExpressionInterpolatedStringHandler(int literalLength, int formattedCount) =>
            _literals.EnsureCapacity(formattedCount + 1 + (literalLength > 0 ? 1 : 0));

        public void AppendLiteral(string value) => _literals[^1] += value;

        public void AppendFormatted(string? value) => AppendLiteral(value ?? "");

        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider
        {
            _holes.Add(valueProvider);
            _literals.Add("");
        }

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => AppendFormatted(valueProvider.Resource);

        internal ReferenceExpression ToExpression() => new([.. _literals], [.. _holes]);
    }
}
