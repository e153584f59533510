using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>What logs can be filtered by.</summary>
internal static class LogFields
{
    public static IReadOnlyList<FieldView> Run(RunReader run, TelemetryQuestion question)
    {
        var fields = new FieldCounts();
        var sources = new SourceChoice(run.Sources, question.Resources);
        using var segments = run.LogsInTime(question.From, question.To);
        for (var rows = 0; rows < FieldCounts.MostRows && segments.Next(); rows += segments.Count)
            Count(segments, question, sources, fields);
        return fields.Views();
    }

    private static void Count(LogSegments segments, TelemetryQuestion question, SourceChoice sources, FieldCounts fields)
    {
        var head = segments.Head;
        var body = segments.Body;
        var terms = segments.Terms;
        var counts = new int[terms.Count];
        for (var row = 0; row < segments.Count; row++)
        {
            if (!question.Holds(head.Times[row]) || !sources.Has(head.Sources[row]))
                continue;
            foreach (var term in body.Attributes[row])
                counts[term]++;
        }
        fields.Add(terms, counts);
    }
}
