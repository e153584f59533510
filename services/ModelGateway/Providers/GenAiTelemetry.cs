using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;
using Suite.ServiceDefaults;

namespace Suite.ModelGateway.Providers;

/// <summary>
/// Spans and metrics of every call to a model, named by OpenTelemetry's semantic conventions for generative AI. Never the texts.
/// </summary>
internal sealed class GenAiTelemetry : IDisposable
{
    public const string Name = "Suite.ModelGateway";

    private readonly ActivitySource _source = new(Name);
    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _tokens;

    public GenAiTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _duration = meter.CreateHistogram(
            "gen_ai.client.operation.duration", "s", "How long a model took.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60] });
        _tokens = meter.CreateHistogram(
            "gen_ai.client.token.usage", "{token}", "Tokens that went in and came out.",
            advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536] });
    }

    /// <summary>Runs a call inside a span. <paramref name="usage"/> finds the tokens in its result.</summary>
    /// <param name="operation"><c>chat</c> or <c>embeddings</c>.</param>
    public async Task<T> MeasureAsync<T>(string operation, Choice choice, Func<Task<T>> call, Func<T, UsageDetails?> usage)
    {
        var tags = new TagList
        {
            { "gen_ai.operation.name", operation },
            { "gen_ai.provider.name", choice.Provider.Name },
            { "gen_ai.request.model", choice.Model },
        };
        using var span = _source.StartActivity($"{operation} {choice.Model}", ActivityKind.Client, default(ActivityContext), tags);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var result = await call();
            Count(usage(result), choice, span, tags);
            return result;
        }
        catch (Exception failure)
        {
            var error = failure is ProblemException expected ? expected.Kind.Code : failure.GetType().Name;
            tags.Add("error.type", error);
            span?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
            throw;
        }
        finally
        {
            _duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
        }
    }

    public void Dispose() => _source.Dispose();

    private void Count(UsageDetails? usage, Choice choice, Activity? span, TagList tags)
    {
        if (usage is null)
            return;
        choice.Provider.Guard.Spend(usage.TotalTokenCount ?? 0);
        Count("input", usage.InputTokenCount);
        Count("output", usage.OutputTokenCount);

        void Count(string type, long? tokens)
        {
            if (tokens is not { } number)
                return;
            span?.SetTag($"gen_ai.usage.{type}_tokens", number);
            _tokens.Record(number, [.. tags, KeyValuePair.Create<string, object?>("gen_ai.token.type", type)]);
        }
    }
}
