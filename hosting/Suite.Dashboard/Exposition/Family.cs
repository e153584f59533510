using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Exposition;

/// <summary>
/// All series of one name. The first to bring the name says its kind, unit and description. Not for several threads:
/// the registry has the lock, and readers take <see cref="Ordered"/>.
/// </summary>
internal sealed class Family(MetricShape shape)
{
    private readonly Dictionary<string, Series> _byLabels = new(StringComparer.Ordinal);
    private Series[]? _ordered;
    private bool _scopesAreApart;

    public string Name => shape.Name;

    public FamilyKind Kind => shape.Kind;

    public string Unit => shape.Unit;

    public string Help => shape.Help;

    public int Count => _byLabels.Count;

    /// <summary>The names that its samples have; no other family may have one of them.</summary>
    public IEnumerable<string> SampleNames => Kind switch
    {
        FamilyKind.Counter => [Name + "_total"],
        FamilyKind.Histogram => [Name + "_bucket", Name + "_sum", Name + "_count"],
        FamilyKind.Summary => [Name, Name + "_sum", Name + "_count"],
        _ => [Name],
    };

    public Series? Find(string labels, Scope scope)
    {
        if (!_scopesAreApart && _byLabels.TryGetValue(labels, out var found) && found.Scope.Name != scope.Name)
            KeepScopesApart();
        return _byLabels.GetValueOrDefault(Distinct(labels, scope));
    }

    public Series Add(Metric metric, string labels, Scope scope)
    {
        var series = Series.Create(metric, Distinct(labels, scope), scope);
        _byLabels.Add(series.Labels, series);
        _ordered = null;
        return series;
    }

    /// <summary>False when it had gone already.</summary>
    public bool Remove(Series series)
    {
        if (_byLabels.GetValueOrDefault(series.Labels) != series)
            return false;
        _ordered = null;
        return _byLabels.Remove(series.Labels);
    }

    public Series[] Ordered() => _ordered ??= [.. _byLabels.Values.OrderBy(series => series.Labels, StringComparer.Ordinal)];

    private string Distinct(string labels, Scope scope) =>
        _scopesAreApart ? $"{labels},{Labels.Pair("otel_scope_name", scope.Name)}" : labels;

    // Two libraries of one process measure the same thing under the same name. From then on every series of the name says
    // which library it is of, so that the outcome does not depend on which came first.
    private void KeepScopesApart()
    {
        _scopesAreApart = true;
        var all = _byLabels.Values.ToArray();
        _byLabels.Clear();
        foreach (var series in all)
        {
            series.Labels = Distinct(series.Labels, series.Scope);
            _byLabels.Add(series.Labels, series);
        }

        _ordered = null;
    }
}
