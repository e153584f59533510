using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>
/// Calls of models: spans that follow the semantic conventions for generative AI. Those of older versions of the conventions
/// (<c>gen_ai.system</c>, <c>gen_ai.usage.prompt_tokens</c>) count too.
/// </summary>
internal static class ModelCalls
{
    public static ModelPage Run(RunReader run, TelemetryQuestion question)
    {
        var newest = new Newest(question.Limit, question.After);
        var sums = new ModelSums();
        Scan(run, question, (start, position, facts) =>
        {
            newest.Offer(start, position);
            sums.Add(facts);
        });
        var (positions, next) = newest.Page();
        return new([.. positions.Select(position => Call(run, position))], next?.ToString(), sums.Totals(), sums.ByModel());
    }

    private static void Scan(RunReader run, TelemetryQuestion question, Action<long, long, ModelFacts> found)
    {
        var filter = new SpanFilter(run, question);
        var sources = new SourceChoice(run.Sources, question.Resources);
        using var segments = run.SpansInTime(question.From, question.To);
        while (segments.Next())
        {
            var terms = segments.Terms;
            var reader = new ModelFactReader(terms);
            if (!reader.HasAny || (!filter.IsEmpty && !filter.Look(terms)))
                continue;
            var head = segments.Head;
            var body = segments.Body;
            for (var row = segments.Count - 1; row >= 0; row--)
            {
                var start = head.Starts[row];
                var attributes = body.Attributes[row];
                if (!reader.IsCall(attributes) || start < question.From || start > question.To || !sources.Has(head.Sources[row]))
                    continue;
                if (filter.IsEmpty || filter.Passes(row, head, body))
                    found(start, segments.First + row, reader.Read(attributes, head.Durations[row], head.Statuses[row] == (byte)StatusCode.Error));
            }
        }
    }

    private static ModelCall Call(RunReader run, long position)
    {
        using var segments = run.SpansInOrder(position, position);
        if (!segments.Next())
            throw new InvalidDataException($"There is no span at {position}.");
        var row = (int)(position - segments.First);
        var trace = TraceQuery.Record(run, segments.Head.Traces[row]).Id;
        var found = new SpanRows(segments).Row(row, trace);
        var span = found.Span;
        var facts = new ModelFactReader(segments.Terms).Read(segments.Body.Attributes[row], span.EndNanos - span.StartNanos, span.Status == StatusCode.Error);
        return new(
            Nanos.Text(span.StartNanos), trace.ToString(), span.SpanId.ToString(), run.Source(found.Source).Service,
            facts.Operation ?? span.Name, facts.Provider, facts.Model, facts.InputTokens, facts.OutputTokens, facts.CostUsd,
            facts.DurationNanos / 1e6, facts.Failed ? facts.ErrorType ?? (span.StatusMessage.Length > 0 ? span.StatusMessage : "error") : null,
            ModelMessages.Of(span, "gen_ai.input.messages", "gen_ai.content.prompt"),
            ModelMessages.Of(span, "gen_ai.output.messages", "gen_ai.content.completion"));
    }
}
