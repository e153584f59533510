using System.Globalization;
using Suite.Dashboard.Telemetry.Segments;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>What the attributes of a model call say.</summary>
internal sealed record ModelFacts(
    string? Operation, string? Provider, string? Model, long? InputTokens, long? OutputTokens, double? CostUsd, string? ErrorType,
    long DurationNanos, bool Failed)
{
    public static ModelFacts Of(Terms terms, ReadOnlySpan<int> attributes, long duration, bool failed)
    {
        var facts = new ModelFacts(null, null, null, null, null, null, null, duration, failed);
        string? asked = null;
        foreach (var term in attributes)
        {
            switch (terms.Key(term))
            {
                case "gen_ai.operation.name":
                    facts = facts with { Operation = terms.Text(term) };
                    break;
                case "gen_ai.provider.name" or "gen_ai.system":
                    facts = facts with { Provider = terms.Text(term) };
                    break;
                case "gen_ai.request.model":
                    asked = terms.Text(term);
                    break;
                case "gen_ai.response.model":
                    facts = facts with { Model = terms.Text(term) };
                    break;
                case "gen_ai.usage.input_tokens" or "gen_ai.usage.prompt_tokens":
                    facts = facts with { InputTokens = Whole(terms.Text(term)) };
                    break;
                case "gen_ai.usage.output_tokens" or "gen_ai.usage.completion_tokens":
                    facts = facts with { OutputTokens = Whole(terms.Text(term)) };
                    break;
                case "suite.gen_ai.cost":
                    facts = facts with { CostUsd = Real(terms.Text(term)) };
                    break;
                case "error.type":
                    facts = facts with { ErrorType = terms.Text(term), Failed = true };
                    break;
            }
        }
        return facts with { Model = facts.Model ?? asked };
    }

    private static long? Whole(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static double? Real(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
