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
            var (operation, model) = (terms.KeyNumber("gen_ai.operation.name"), terms.KeyNumber("gen_ai.request.model"));
            if ((operation < 0 && model < 0) || (!filter.IsEmpty && !filter.Look(terms)))
                continue;
            var head = segments.Head;
            var body = segments.Body;
            var keys = terms.KeyOf;
            for (var row = 0; row < segments.Count; row++)
            {
                var attributes = body.Attributes[row];
                if (head.Starts[row] < question.From || head.Starts[row] > question.To || !sources.Has(head.Sources[row]) || !Has(attributes, keys, operation, model))
                    continue;
                if (filter.IsEmpty || filter.Passes(row, head, body))
                    found(head.Starts[row], segments.First + row, ModelFacts.Of(terms, attributes, head.Durations[row], head.Statuses[row] == (byte)StatusCode.Error));
            }
        }
    }

    private static bool Has(ReadOnlySpan<int> attributes, ReadOnlySpan<int> keys, int operation, int model)
    {
        foreach (var term in attributes)
        {
            if (keys[term] == operation || keys[term] == model)
                return true;
        }
        return false;
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
        var facts = ModelFacts.Of(segments.Terms, segments.Body.Attributes[row], span.EndNanos - span.StartNanos, span.Status == StatusCode.Error);
        return new(
            Nanos.Text(span.StartNanos), trace.ToString(), span.SpanId.ToString(), run.Source(found.Source).Service,
            facts.Operation ?? span.Name, facts.Provider, facts.Model, facts.InputTokens, facts.OutputTokens, facts.CostUsd,
            facts.DurationNanos / 1e6, facts.Failed ? facts.ErrorType ?? (span.StatusMessage.Length > 0 ? span.StatusMessage : "error") : null,
            ModelMessages.Of(span, "gen_ai.input.messages", "gen_ai.content.prompt"),
            ModelMessages.Of(span, "gen_ai.output.messages", "gen_ai.content.completion"));
    }
}
