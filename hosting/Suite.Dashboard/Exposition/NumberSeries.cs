using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Exposition;

/// <summary>A gauge or a counter.</summary>
internal sealed class NumberSeries(string labels, Scope scope) : Series(labels, scope)
{
    private double _value;
    private Exemplar? _exemplar;

    protected override bool Apply(Point point, bool isDelta)
    {
        if (point is not NumberPoint number)
            return false;
        _value = isDelta ? _value + number.Value : number.Value;
        _exemplar = Exemplars.Latest(number.Exemplars) ?? _exemplar;
        return true;
    }

    protected override void WriteSamples(PageWriter page, Family family)
    {
        var isCounter = family.Kind == FamilyKind.Counter;
        // OpenMetrics knows exemplars of counters and buckets only.
        page.Sample(family.Name, isCounter ? "_total"u8 : default, Labels, _value, isCounter ? _exemplar : null);
    }
}
