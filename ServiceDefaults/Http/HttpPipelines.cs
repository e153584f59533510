using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Suite.ServiceDefaults;

/// <summary>
/// Polly's pipelines, one for each client's retries and one breaker for each client and address. They live here and not in
/// the handlers, which the factory renews every two minutes and with them a breaker would forget what it knew.
/// </summary>
internal sealed class HttpPipelines(IOptionsMonitor<HttpResilienceOptions> options, HttpMetrics metrics, TimeProvider clock)
{
    internal static readonly ResiliencePropertyKey<HttpRequestMessage> Request = new("request");

    private readonly ConcurrentDictionary<string, ResiliencePipeline<HttpResponseMessage>> _retries = new();
    private readonly ConcurrentDictionary<(string Client, string Address), ResiliencePipeline<HttpResponseMessage>> _breakers = new();

    public ResiliencePipeline<HttpResponseMessage> RetryFor(string client) =>
        _retries.GetOrAdd(client, name => BuildRetry(name, options.Get(name)));

    public ResiliencePipeline<HttpResponseMessage> BreakerFor(string client, string address) =>
        _breakers.GetOrAdd((client, address), key => BuildBreaker(key.Client, key.Address, options.Get(key.Client)));

    private ResiliencePipeline<HttpResponseMessage> BuildRetry(string client, HttpResilienceOptions settings)
    {
        if (settings.Retries == 0)
            return ResiliencePipeline<HttpResponseMessage>.Empty;
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock };
        return builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = settings.Retries,
            Delay = settings.RetryDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = attempt => ValueTask.FromResult(
                attempt.Context.Properties.TryGetValue(Request, out var request) && RetryRule.Allows(request, attempt.Outcome)
                // Who is to come back after the call's end gets the answer that there is, at once.
                && !(WaitOf(attempt.Outcome) >= settings.TotalTimeout)),
            DelayGenerator = attempt => ValueTask.FromResult(WaitOf(attempt.Outcome)),
            OnRetry = attempt =>
            {
                metrics.Retried(client, ReasonOf(attempt.Outcome), attempt.AttemptNumber + 1, attempt.RetryDelay);
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    private ResiliencePipeline<HttpResponseMessage> BuildBreaker(string client, string address, HttpResilienceOptions settings)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock };
        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                FailureRatio = settings.BreakAtFailureRatio,
                MinimumThroughput = settings.BreakAfterCalls,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = settings.BreakDuration,
                ShouldHandle = attempt => ValueTask.FromResult(IsFailure(attempt.Outcome)),
                OnOpened = _ => Changed(client, address, "open"),
                OnHalfOpened = _ => Changed(client, address, "half_open"),
                OnClosed = _ => Changed(client, address, "closed"),
            })
            .AddTimeout(settings.AttemptTimeout)
            .Build();
    }

    private ValueTask Changed(string client, string address, string state)
    {
        metrics.Changed(client, address, state);
        return ValueTask.CompletedTask;
    }

    private static TimeSpan? WaitOf(Outcome<HttpResponseMessage> outcome) => outcome.Result?.Headers.RetryAfter?.Delta;

    private static string ReasonOf(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Result: { } response } => ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture),
        { Exception: HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } failure } => failure.HttpRequestError.ToString(),
        _ => outcome.Exception?.GetType().Name ?? "unknown",
    };

    // A 429 or a 503 is an answer of something alive: only silence and broken gateways count against an address.
    private static bool IsFailure(Outcome<HttpResponseMessage> outcome) => outcome.Exception is not (null or OperationCanceledException)
        || outcome.Result?.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout;
}
