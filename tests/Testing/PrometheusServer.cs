using System.Net;
using System.Net.Http.Json;
using Xunit;

namespace Suite.Testing;

/// <summary>
/// A Prometheus of the tests' own, on a free port and with a data folder of its own; it can be stopped and started, and keeps
/// its data. By default it scrapes <see cref="Targets"/>; <see cref="Config"/> says all of it instead.
/// </summary>
public sealed class PrometheusServer : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("suite-prometheus-").FullName;
    private readonly HttpClient _client;
    private string _executable = "";
    private ServerProcess? _server;

    public PrometheusServer() => _client = new HttpClient { BaseAddress = Address };

    public int Port { get; } = ServerProcess.FreePort();

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary><c>host:port</c> of what is scraped at /metrics, as the job <c>suite</c>.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>As Prometheus writes durations: tests cannot wait the 15 s of an ordinary one.</summary>
    public string Interval { get; init; } = "200ms";

    /// <summary>Paths of rule files.</summary>
    public IReadOnlyList<string> RuleFiles { get; init; } = [];

    /// <summary>A whole configuration, in YAML, in place of the one that is made of the above.</summary>
    public string? Config { get; init; }

    /// <summary>Further arguments of the server.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>The path that everything stands below, as <c>/prometheus</c> behind the gateway; none by default.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>What it has collected before it is started for the first time, in OpenMetrics text with times.</summary>
    public string? Past { get; init; }

    public async ValueTask InitializeAsync()
    {
        _executable = await NativeSetup.PathOfAsync("prometheus");
        await File.WriteAllTextAsync(ConfigFile, Config ?? OwnConfig());
        if (Past is not null)
            await Promtool.CreateBlocksAsync(Past, $"{_folder}/data");
        await StartAsync();
    }

    /// <summary>Starts the server again after <see cref="StopAsync"/>, on the same port and data.</summary>
    public async Task StartAsync()
    {
        _server = await ServerProcess.StartAsync(
            _executable,
            [$"--config.file={ConfigFile}", $"--storage.tsdb.path={_folder}/data", $"--web.listen-address=127.0.0.1:{Port}",
             $"--web.route-prefix={Prefix}/", "--web.enable-lifecycle", "--enable-feature=exemplar-storage", .. Settings]);
        await _server.WaitUntilAsync(IsReadyAsync, Patience);
    }

    public async Task StopAsync()
    {
        if (_server is null)
            return;
        await _server.SignalAsync("TERM");
        await _server.DisposeAsync();
        _server = null;
    }

    /// <summary>Has the running server take a whole other configuration.</summary>
    public async Task ConfigureAsync(string config)
    {
        await File.WriteAllTextAsync(ConfigFile, config);
        using var answer = await _client.PostAsync($"{Prefix}/-/reload", null);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>What <paramref name="promql"/> gives now: one sample a series, none when nothing answers.</summary>
    /// <exception cref="InvalidOperationException">Prometheus refused the query; its own words are the message.</exception>
    public async Task<IReadOnlyList<PrometheusSample>> QueryAsync(string promql, CancellationToken cancel = default)
    {
        using var answer = await _client.GetAsync($"{Prefix}/api/v1/query?query={Uri.EscapeDataString(promql)}", cancel);
        var body = await answer.Content.ReadFromJsonAsync<PrometheusAnswer>(cancel);
        return answer.StatusCode == HttpStatusCode.OK
            ? PrometheusSample.Read(body!.Data)
            : throw new InvalidOperationException($"{promql}: {body?.Error ?? answer.StatusCode.ToString()}");
    }

    /// <summary>Asks until <paramref name="enough"/> holds, and returns that answer.</summary>
    public async Task<IReadOnlyList<PrometheusSample>> UntilAsync(
        string promql, Func<IReadOnlyList<PrometheusSample>, bool> enough, CancellationToken cancel = default)
    {
        IReadOnlyList<PrometheusSample> samples = [];
        var server = _server ?? throw new InvalidOperationException("The server does not run.");
        await server.WaitUntilAsync(async () => enough(samples = await QueryAsync(promql, cancel)), Patience);
        return samples;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string ConfigFile => Path.Combine(_folder, "prometheus.yml");

    private string OwnConfig() => $$"""
        global: { scrape_interval: {{Interval}}, scrape_timeout: {{Interval}}, evaluation_interval: {{Interval}} }
        rule_files: [{{Quoted(RuleFiles)}}]
        scrape_configs:
          - job_name: suite
            honor_labels: true
            static_configs:
              - targets: [{{Quoted(Targets)}}]
        """;

    private static string Quoted(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"\"{word}\""));

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _client.GetAsync($"{Prefix}/-/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
