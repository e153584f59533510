namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>The sources that a question is about: all, or those of some services (<c>backend</c>) or instances (<c>backend/backend-1</c>).</summary>
internal sealed class SourceChoice
{
    private readonly bool[] _chosen;

    public SourceChoice(IReadOnlyList<SourceRow> sources, IReadOnlyList<string> names)
    {
        IsAll = names.Count == 0;
        _chosen = new bool[sources.Count + 1];
        foreach (var source in sources)
            _chosen[source.Number] = IsAll || names.Contains(source.Source.Service) || names.Contains($"{source.Source.Service}/{source.Source.Instance}");
    }

    public bool IsAll { get; }

    public bool Has(int source) => _chosen[source];

    public IEnumerable<int> Numbers => Enumerable.Range(1, _chosen.Length - 1).Where(Has);
}
