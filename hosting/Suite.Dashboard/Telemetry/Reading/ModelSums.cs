using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>Adds up model calls, all together and by model.</summary>
internal sealed class ModelSums
{
    private readonly Sum _all = new();
    private readonly Dictionary<(string? Provider, string? Model), Sum> _byModel = [];

    public void Add(ModelFacts call)
    {
        _all.Add(call);
        var model = (call.Provider, call.Model);
        if (!_byModel.TryGetValue(model, out var sum))
            _byModel[model] = sum = new Sum();
        sum.Add(call);
    }

    public ModelTotals Totals() => new(_all.Durations.Count, _all.Errors, _all.Input, _all.Output, _all.Cost);

    /// <summary>The most called first.</summary>
    public IReadOnlyList<ModelShare> ByModel() =>
    [
        .. _byModel.OrderByDescending(model => model.Value.Durations.Count).Select(model => new ModelShare(
            model.Key.Provider, model.Key.Model, model.Value.Durations.Count, model.Value.Errors, model.Value.Input, model.Value.Output,
            model.Value.Cost, model.Value.Durations.Milliseconds(0.5), model.Value.Durations.Milliseconds(0.95))),
    ];

    private sealed class Sum
    {
        public DurationSketch Durations { get; } = new();

        public int Errors { get; private set; }

        public long Input { get; private set; }

        public long Output { get; private set; }

        public double? Cost { get; private set; }

        public void Add(ModelFacts call)
        {
            Durations.Add(call.DurationNanos);
            Errors += call.Failed ? 1 : 0;
            Input += call.InputTokens ?? 0;
            Output += call.OutputTokens ?? 0;
            if (call.CostUsd is { } cost)
                Cost = (Cost ?? 0) + cost;
        }
    }
}
