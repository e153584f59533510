using System.ComponentModel.DataAnnotations;

namespace Suite.ServiceDefaults;

/// <summary>
/// How patient an HttpClient of the factory is. The defaults suit calls between services; calls to models need more:
/// <c>services.AddHttpClient("models").ConfigureResilience(options => options.AttemptTimeout = …)</c>.
/// </summary>
public sealed class HttpResilienceOptions
{
    /// <summary>
    /// The whole call: all attempts, the waits between them and reading the body. Past it HttpClient throws a
    /// <see cref="TaskCanceledException"/> whose inner exception is a <see cref="TimeoutException"/>.
    /// </summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>One attempt, until its headers are there.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Attempts after the first. GET, HEAD, OPTIONS, PUT and DELETE are tried again after 408, 429, 502, 503, 504, a timeout
    /// or a broken connection; other methods only when no connection was made, so that nothing is done twice.
    /// </summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 3;

    /// <summary>
    /// The wait before the first retry; it doubles, with jitter. A Retry-After of the server is obeyed instead; one as long as
    /// <see cref="TotalTimeout"/> or longer makes its answer the last.
    /// </summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The share of failures within ten seconds at which an address is left alone for <see cref="BreakDuration"/>.</summary>
    [Range(0.05, 1)]
    public double BreakAtFailureRatio { get; set; } = 0.5;

    /// <summary>How many calls within ten seconds are enough to judge by.</summary>
    [Range(2, 10_000)]
    public int BreakAfterCalls { get; set; } = 10;

    /// <summary>At least half a second.</summary>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(3);
}
