using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>What traces can be filtered by: the attributes of their spans, and the spans' own name, kind and status.</summary>
internal static class SpanFields
{
    private static readonly SpanKind[] Kinds = Enum.GetValues<SpanKind>();
    private static readonly StatusCode[] Statuses = Enum.GetValues<StatusCode>();

    public static IReadOnlyList<FieldView> Run(RunReader run, TelemetryQuestion question)
    {
        var fields = new FieldCounts();
        var sources = new SourceChoice(run.Sources, question.Resources);
        using var segments = run.NewestSpansInTime(question.From, question.To);
        for (var rows = 0; rows < FieldCounts.MostRows && segments.Next(); rows += segments.Count)
            Count(segments, question, sources, fields);
        return fields.Views();
    }

    private static void Count(SpanSegments segments, TelemetryQuestion question, SourceChoice sources, FieldCounts fields)
    {
        var head = segments.Head;
        var body = segments.Body;
        var terms = segments.Terms;
        var counts = new int[terms.Count];
        var (kinds, statuses) = (new int[Kinds.Length], new int[Statuses.Length]);
        for (var row = 0; row < segments.Count; row++)
        {
            if (!question.Holds(head.Starts[row]) || !sources.Has(head.Sources[row]))
                continue;
            counts[body.Names[row]]++;
            foreach (var term in body.Attributes[row])
                counts[term]++;
            kinds[head.Kinds[row]]++;
            statuses[head.Statuses[row]]++;
        }
        fields.Add(terms, counts);
        foreach (var kind in Kinds)
            fields.Add("span.kind", SpanWords.Of(kind), kinds[(int)kind]);
        foreach (var status in Statuses)
            fields.Add("span.status", SpanWords.Of(status), statuses[(int)status]);
    }
}
