using System.Net.Http.Json;
using System.Text.Json;
using Suite.Testing;

namespace Suite.Bench.Sockets;

/// <summary>PostgreSQL, Redis, one backend and the gateway, as processes of their own.</summary>
internal sealed class SuiteProcesses : IAsyncDisposable
{
    public const string ApiKey = "bench-admin-api-key-0123456789";

    private readonly PostgresServer _postgres = new();
    private readonly RedisServer _redis = new();
    private readonly string _blobs = Directory.CreateTempSubdirectory("suite-bench-").FullName;

    public string Database { get; private set; } = "";

    public WebProcess Backend { get; private set; } = null!;

    public WebProcess Gateway { get; private set; } = null!;

    public static async Task<SuiteProcesses> StartAsync()
    {
        var suite = new SuiteProcesses();
        await suite._postgres.InitializeAsync();
        await suite._redis.InitializeAsync();
        suite.Database = await suite._postgres.CreateDatabaseAsync();
        suite.Backend = await WebProcess.StartAsync(
            "Backend/Host", "Suite.Backend",
            ("ConnectionStrings:suitedb", suite.Database),
            ("ConnectionStrings:redis", suite._redis.ConnectionString),
            ("Access:AdminApiKey", ApiKey),
            ("Assets:BlobPath", suite._blobs));
        suite.Gateway = await WebProcess.StartAsync(
            "Gateway", "Suite.Gateway", ("services:backend:http:0", suite.Backend.Address.ToString()));
        return suite;
    }

    /// <summary>The team that the API key belongs to.</summary>
    public async Task<Guid> TeamAsync()
    {
        using var client = new HttpClient { BaseAddress = Gateway.Address };
        client.DefaultRequestHeaders.Add("X-Api-Key", ApiKey);
        return (await client.GetFromJsonAsync<JsonElement>("/api/session")).GetProperty("team").GetProperty("id").GetGuid();
    }

    public IReadOnlyList<Cost> Costs() =>
        [Cost.Of("backend", Backend.Id), Cost.Of("gateway", Gateway.Id), Cost.Of("clients", Environment.ProcessId)];

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Backend.DisposeAsync();
        await _redis.DisposeAsync();
        await _postgres.DisposeAsync();
        Directory.Delete(_blobs, recursive: true);
    }
}
