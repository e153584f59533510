namespace Suite.Dashboard.Telemetry.Views;

/// <param name="Totals">Of all pages.</param>
internal sealed record ModelPage(
    IReadOnlyList<ModelCall> Items, string? NextCursor, ModelTotals Totals, IReadOnlyList<ModelShare> ByModel);

/// <summary>One call of a model, by the GenAI semantic conventions. Null where the span does not say.</summary>
/// <param name="CostUsd">What the caller itself wrote as <c>suite.gen_ai.cost</c>; never estimated here.</param>
/// <param name="Prompt">Only when the sender was allowed to record it.</param>
internal sealed record ModelCall(
    string Time, string TraceId, string SpanId, string Resource, string Operation, string? Provider, string? Model,
    long? InputTokens, long? OutputTokens, double? CostUsd, double DurationMs, string? Error, string? Prompt, string? Completion);

/// <param name="CostUsd">Null when no call told its cost.</param>
internal sealed record ModelTotals(int Calls, int Errors, long InputTokens, long OutputTokens, double? CostUsd);

internal sealed record ModelShare(
    string? Provider, string? Model, int Calls, int Errors, long InputTokens, long OutputTokens, double? CostUsd,
    double P50Ms, double P95Ms);
