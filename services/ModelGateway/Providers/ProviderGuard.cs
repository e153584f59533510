using System.ClientModel;
using System.Diagnostics;
using System.Threading.RateLimiting;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using Suite.ServiceDefaults;

namespace Suite.ModelGateway.Providers;

/// <summary>
/// Stands between callers and one provider: refuses what is over its rate or budget, and then retries → breaker → time limit.
/// Whatever goes wrong comes out as a <see cref="ProblemException"/> with a stable code.
/// </summary>
internal sealed class ProviderGuard : IDisposable
{
    private readonly string _name;
    private readonly TimeSpan _timeout;
    private readonly RateLimiter? _rate;
    private readonly TokenBudget _budget;
    private readonly ResiliencePipeline _pipeline;

    public ProviderGuard(ProviderOptions options, TimeProvider clock)
    {
        _name = options.Name;
        _timeout = options.Timeout;
        _budget = new TokenBudget(options.TokensPerDay, clock);
        _rate = options.RequestsPerMinute == 0 ? null : new SlidingWindowRateLimiter(new SlidingWindowRateLimiterOptions
        {
            PermitLimit = options.RequestsPerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6,
        });

        var builder = new ResiliencePipelineBuilder { TimeProvider = clock };
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = attempt => ValueTask.FromResult(MayPass(attempt.Outcome.Exception)),
                OnRetry = attempt =>
                {
                    Activity.Current?.AddEvent(new ActivityEvent("gen_ai.retry", tags: new()
                    {
                        ["attempt"] = attempt.AttemptNumber + 1, ["error.type"] = attempt.Outcome.Exception?.GetType().Name,
                    }));
                    return ValueTask.CompletedTask;
                },
            });
        }

        _pipeline = builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(10),
                ShouldHandle = attempt => ValueTask.FromResult(IsBroken(attempt.Outcome.Exception)),
            })
            .AddTimeout(options.Timeout)
            .Build();
    }

    /// <summary>Runs one call. Nothing that was sent is sent again once its answer has begun.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken cancel)
    {
        _budget.Require(_name);
        using var permit = _rate?.AttemptAcquire();
        if (permit is { IsAcquired: false })
            throw Problems.RateLimited.ToException($"Provider {_name} is asked more often than its limit allows; try again later.");

        try
        {
            return await _pipeline.ExecuteAsync(call, cancel);
        }
        catch (TimeoutRejectedException)
        {
            throw Problems.ModelTimeout.ToException($"Provider {_name} did not answer within {_timeout.TotalSeconds:0.#} s.");
        }
        catch (BrokenCircuitException)
        {
            throw Problems.ModelUnavailable.ToException($"Provider {_name} has failed too often and is left alone for a moment.");
        }
        catch (ClientResultException refused)
        {
            throw Refusal(refused);
        }
        catch (HttpRequestException unreachable)
        {
            throw Problems.ProviderFailed.ToException($"Provider {_name} cannot be reached: {unreachable.Message}");
        }
        catch (IOException broken)
        {
            throw Problems.ProviderFailed.ToException($"Provider {_name} broke off its answer: {broken.Message}");
        }
    }

    /// <summary>Counts what an answer used against the day's budget.</summary>
    public void Spend(long tokens) => _budget.Spend(tokens);

    public void Dispose() => _rate?.Dispose();

    private ProblemException Refusal(ClientResultException refused) => refused.Status switch
    {
        // Status 0: the SDK's word for a connection that failed.
        0 => Problems.ProviderFailed.ToException($"Provider {_name} cannot be reached: {refused.Message}"),
        400 or 422 => Problems.InvalidInput.ToException($"Provider {_name} refused the request: {refused.Message}"),
        404 => Problems.ModelNotFound.ToException($"Provider {_name} does not have that model: {refused.Message}"),
        429 => Problems.RateLimited.ToException($"Provider {_name} is over its own limit: {refused.Message}"),
        _ => Problems.ProviderFailed.ToException($"Provider {_name} failed with status {refused.Status}: {refused.Message}"),
    };

    private static bool MayPass(Exception? failure) => failure switch
    {
        ClientResultException refused => refused.Status is 0 or 408 or 429 or >= 500,
        HttpRequestException => true,
        _ => false,
    };

    // A 429 is an answer of somebody alive.
    private static bool IsBroken(Exception? failure) => failure switch
    {
        ClientResultException refused => refused.Status is 0 or >= 500,
        HttpRequestException or IOException or TimeoutRejectedException => true,
        _ => false,
    };
}
