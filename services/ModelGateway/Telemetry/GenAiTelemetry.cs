using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Suite.ModelGateway.Providers;

namespace Suite.ModelGateway.Telemetry;

/// <summary>
/// Spans and metrics of every call to a model, local ones too, named by OpenTelemetry's semantic conventions for generative AI. The
/// texts are told only where <see cref="MessageContent"/> allows it.
/// </summary>
internal sealed class GenAiTelemetry : IDisposable
{
    /// <summary>The name of the source and of the meter.</summary>
    public const string Name = "Suite.ModelGateway";

    private readonly ActivitySource _source = new(Name);
    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _tokens;
    private readonly Counter<double> _cost;
    private readonly Counter<long> _fallbacks;
    private readonly ModelPrices _prices;

    public GenAiTelemetry(IMeterFactory meters, IOptions<ModelsOptions> options, MessageContent content)
    {
        var meter = meters.Create(Name);
        _prices = new ModelPrices(options.Value.Prices);
        Content = content;
        _duration = meter.CreateHistogram(
            "gen_ai.client.operation.duration", "s", "How long a model took.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60] });
        _tokens = meter.CreateHistogram(
            "gen_ai.client.token.usage", "{token}", "Tokens that went in and came out.",
            advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536] });
        _cost = meter.CreateCounter<double>("suite.gen_ai.cost", "{USD}", "US dollars, by the prices that are configured.");
        _fallbacks = meter.CreateCounter<long>(
            "suite.gen_ai.fallbacks", "{fallback}", "Calls that went to the next provider because one failed.");
    }

    public MessageContent Content { get; }

    /// <summary>Begins a call; dispose of it when the answer is there. What failed is said with <see cref="ModelCall.Fail"/>.</summary>
    /// <param name="operation"><c>chat</c>, <c>embeddings</c>, or the task of a local model.</param>
    /// <param name="provider">Who is asked.</param>
    /// <param name="model">Which model.</param>
    public ModelCall Begin(string operation, string provider, string model)
    {
        var tags = new TagList
        {
            { "gen_ai.operation.name", operation }, { "gen_ai.provider.name", provider }, { "gen_ai.request.model", model },
        };
        return new ModelCall(this, tags, model, _source.StartActivity($"{operation} {model}", ActivityKind.Client, default(ActivityContext), tags));
    }

    /// <summary>Runs a call to its end. <paramref name="reply"/> finds in its result what the provider said beside the answer.</summary>
    public async Task<T> MeasureAsync<T>(string operation, Choice choice, Func<ModelCall, Task<T>> call, Func<T, ModelReply> reply)
    {
        using var measured = Begin(operation, choice.Provider.Name, choice.Model);
        try
        {
            var result = await call(measured);
            measured.Answered(reply(result), choice.Provider.Guard);
            return result;
        }
        catch (Exception failure)
        {
            measured.Fail(failure);
            throw;
        }
    }

    public void FellBack(string from, string to, string code)
    {
        _fallbacks.Add(1, new("from", from), new("to", to), new("code", code));
        Activity.Current?.AddEvent(new ActivityEvent("gen_ai.fallback", tags: new() { ["from"] = from, ["to"] = to, ["error.type"] = code }));
    }

    public void Dispose() => _source.Dispose();

    /// <summary>What the tokens of a call cost, in US dollars; null when no price is known.</summary>
    internal double? Cost(string model, ModelReply reply) => _prices.Cost(reply.Model, model, reply.Usage);

    internal void Record(TimeSpan took, in TagList tags) => _duration.Record(took.TotalSeconds, tags);

    internal void RecordTokens(string type, long tokens, TagList tags)
    {
        tags.Add("gen_ai.token.type", type);
        _tokens.Record(tokens, tags);
    }

    internal void RecordCost(double dollars, in TagList tags) => _cost.Add(dollars, tags);
}
