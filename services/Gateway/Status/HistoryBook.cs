using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Suite.ServiceDefaults;

namespace Suite.Gateway.Status;

/// <summary>Reads the history of health from Prometheus: what <see cref="StatusMetrics"/> said, as far as it was collected.</summary>
internal sealed class HistoryBook(ServiceAddresses addresses, TimeProvider clock) : IDisposable
{
    private const int MostIncidents = 200;

    // Long windows change slowly, and every open page asks for them.
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<int, SharedValue<History>> _pages = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2), UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 64 * 1024 * 1024,
    };

    /// <exception cref="ProblemException"><see cref="Problems.HistoryUnavailable"/></exception>
    public Task<History> ReadAsync(int hours, CancellationToken cancel) =>
        _pages.GetOrAdd(hours, _ => new(() => ReadAsync(hours), Freshness, clock)).GetAsync().WaitAsync(cancel);

    public void Dispose() => _client.Dispose();

    private async Task<History> ReadAsync(int hours)
    {
        var window = HistoryWindow.Last(hours, clock.GetUtcNow());
        var timelines = (await AskAsync(window)).Select(series => new Timeline(
            series.Metric.GetValueOrDefault("service", ""), window, ToSteps(series.Values, window))).ToArray();
        return new(
            window.From, window.To, window.Step.TotalSeconds, window.Bar.TotalSeconds,
            [.. timelines.Select(timeline => timeline.ToHistory()).OrderBy(history => history.Name, StringComparer.Ordinal)],
            [.. timelines.SelectMany(timeline => timeline.Incidents()).OrderByDescending(incident => incident.From).Take(MostIncidents)]);
    }

    private async Task<Series[]> AskAsync(HistoryWindow window)
    {
        if (addresses.Next("prometheus") is not { } prometheus)
            throw Problems.HistoryUnavailable.ToException("Prometheus, which keeps the history, is no part of this run.");
        try
        {
            var answer = await _client.GetFromJsonAsync<Answer>(new Uri(prometheus, Query(window)), SuiteJson.Options);
            return answer!.Data.Result;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or JsonException)
        {
            throw Problems.HistoryUnavailable.ToException("Prometheus, which keeps the history, does not answer.");
        }
    }

    // Several gateways see the same services: the worst word counts.
    private static string Query(HistoryWindow window)
    {
        var step = (long)window.Step.TotalSeconds;
        var query = $"min by (service) (min_over_time(suite_health_service_status[{step}s]))";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"/prometheus/api/v1/query_range?query={Uri.EscapeDataString(query)}&start={Seconds(window.From + window.Step)}&end={Seconds(window.To)}&step={step}");
    }

    private static long Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds();

    // The sample at a time tells of the step that ends there.
    private static double[] ToSteps(JsonElement[][] samples, HistoryWindow window)
    {
        var steps = new double[window.Steps];
        Array.Fill(steps, double.NaN);
        foreach (var sample in samples)
        {
            var step = ((sample[0].GetDouble() - Seconds(window.From)) / window.Step.TotalSeconds) - 1;
            if (step >= 0 && step < steps.Length)
                steps[(int)Math.Round(step)] = double.Parse(sample[1].GetString()!, CultureInfo.InvariantCulture);
        }
        return steps;
    }

    private sealed record Answer(Found Data);

    private sealed record Found(Series[] Result);

    private sealed record Series(Dictionary<string, string> Metric, JsonElement[][] Values);
}
