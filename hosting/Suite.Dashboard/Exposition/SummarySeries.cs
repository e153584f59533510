using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Exposition;

/// <summary>Quantiles that the sender worked out; they are shown as they are, since they cannot be added up.</summary>
internal sealed class SummarySeries(string labels, Scope scope) : Series(labels, scope)
{
    private ulong _count;
    private double _sum;
    private (BucketLabel Quantile, double Value)[] _quantiles = [];

    protected override bool Apply(Point point, bool isDelta)
    {
        if (point is not SummaryPoint summary)
            return false;
        (_count, _sum) = (summary.Count, summary.Sum);
        _quantiles = [.. summary.Quantiles.Select(quantile => (BucketLabel.Of(quantile.Quantile), quantile.Value))];
        return true;
    }

    protected override void WriteSamples(PageWriter page, Family family)
    {
        foreach (var (quantile, value) in _quantiles)
            page.Quantile(family.Name, Labels, quantile, value);
        page.SumAndCount(family.Name, Labels, _sum, _count);
    }
}
