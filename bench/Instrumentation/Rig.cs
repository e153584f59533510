using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using Suite.Testing;

namespace Suite.Bench.Instrumentation;

/// <summary>PostgreSQL, the hub and backends that differ only in what they tell of themselves.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public const string OneInTen = "one trace in ten";
    private const string ApiKey = "bench-admin-api-key-0123456789";
    private const int Assets = 50;
    private static readonly byte[] Thumbnail = RandomNumberGenerator.GetBytes(12_000);

    private readonly PostgresServer _postgres = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("suite-bench-").FullName;
    private readonly string _grpc = $"http://127.0.0.1:{ServerProcess.FreePort()}";
    private readonly string _address = $"http://127.0.0.1:{ServerProcess.FreePort()}";
    private ServerProcess _hub = null!;
    private Guid[] _assets = [];

    public List<Backend> Backends { get; } = [];

    /// <summary>Those that export nothing and differ in nothing: what one says of the other is chance.</summary>
    public IEnumerable<Backend> Silent => Backends.Take(2);

    /// <summary>
    /// A page of the library asks once for its list and then for every thumbnail on it, so the second is the busiest route by far; the
    /// first is the one that people wait for.
    /// </summary>
    public IReadOnlyList<(string Name, Func<int, string> Path)> Routes =>
    [
        ("thumbnails", number => $"/api/assets/{_assets[number % Assets]}/content?variant=thumbnail"),
        ("the library's list", _ => "/api/assets?limit=50"),
    ];

    /// <param name="also">Further backends that export: <c>name:VARIABLE=value,VARIABLE=value</c>.</param>
    public static async Task<Rig> StartAsync(IEnumerable<string> also)
    {
        var rig = new Rig();
        await rig._postgres.InitializeAsync();
        var database = await rig._postgres.CreateDatabaseAsync();
        await rig.StartHubAsync();

        string[] settings =
        [
            $"--ConnectionStrings:suitedb={database}", $"--Access:AdminApiKey={ApiKey}", $"--Assets:BlobPath={rig._folder}/blobs",
            "--Logging:LogLevel:Default=Warning",
            // Settings are watched for changes, with every folder below them: not where the rest of the machine keeps its passing files.
            $"--contentRoot={rig._folder}",
        ];
        // Four times as often as by default: each works for a fourth of the time and pays for what then falls into its turn.
        string[] export = [$"OTEL_EXPORTER_OTLP_ENDPOINT={rig._grpc}", "OTEL_METRIC_EXPORT_INTERVAL=15000"];
        void Add(string name, params string[] environment) => rig.Backends.Add(new Backend(name, environment, settings, ApiKey));
        Add("no export");
        Add("no export, again");
        Add(OneInTen, [.. export, "OTEL_TRACES_SAMPLER=parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG=0.1", "OTEL_RESOURCE_ATTRIBUTES=service.instance.id=tenth"]);
        Add("every trace", [.. export, "OTEL_TRACES_SAMPLER=always_on", "OTEL_RESOURCE_ATTRIBUTES=service.instance.id=all"]);
        foreach (var variant in also)
            Add(variant.Split(':')[0], [.. export, .. variant[(variant.IndexOf(':') + 1)..].Split(',')]);

        // It makes the tables and the first team.
        await rig.Backends[0].RestartAsync();
        rig._assets = await rig.FillAsync(database);
        return rig;
    }

    /// <summary>New processes for all, one after the other.</summary>
    public async Task RestartAsync()
    {
        foreach (var backend in Backends)
            await backend.RestartAsync();
    }

    /// <summary>What the hub has kept of the backends, to see that the telling was real.</summary>
    public async Task<string> ReceivedAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri(_address) };
        client.DefaultRequestHeaders.Add("x-api-key", ApiKey);
        var resources = await client.GetFromJsonAsync<JsonElement>("/api/telemetry/views/resources?from=-6h");
        var backend = resources.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("name").GetString() == "backend");
        return $"{backend.GetProperty("spans")} spans and {backend.GetProperty("points")} data points";
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var backend in Backends)
            await backend.DisposeAsync();
        await _hub.DisposeAsync();
        await _postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartHubAsync()
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        _hub = await ServerProcess.StartAsync(
            Path.Combine(Repository.Root, "hosting/Suite.Dashboard/bin", configuration, "net10.0", "Suite.Dashboard"),
            [
                $"--urls={_address}", $"--Otlp:GrpcUrl={_grpc}", $"--Otlp:HttpUrl=http://127.0.0.1:{ServerProcess.FreePort()}",
                $"--Otlp:ExpositionUrl=http://127.0.0.1:{ServerProcess.FreePort()}", $"--Telemetry:Path={_folder}/telemetry", $"--Telemetry:ApiKey={ApiKey}", "--Logging:LogLevel:Default=Warning",
            ]);
        using var client = new HttpClient { BaseAddress = new Uri(_address) };
        await _hub.WaitUntilAsync(() => AnswersAsync(client), TimeSpan.FromSeconds(60));
    }

    /// <summary>Assets as the intake would leave them. Written straight into the tables: no job runs beside the measurement.</summary>
    private async Task<Guid[]> FillAsync(string database)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Thumbnail));
        var file = Path.Combine(_folder, "blobs", "content", hash[..2], hash[2..4], hash);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, Thumbnail);
        await using var source = NpgsqlDataSource.Create(database);
        await using var fill = source.CreateCommand(
            """
            with blob as (
                insert into assets.blob (sha256, size_bytes, created_at)
                select $1, $3::bigint, now() union all select lpad(to_hex(number), 64, '0'), 500000, now() from generate_series(1, $2::int) as number
            ), asset as (
                insert into assets.asset (
                    id, team_id, kind, state, file_name, content_type, size_bytes, sha256, uploaded_sha256, width, height, moderated_at, created_at)
                select gen_random_uuid(), (select id from access.team order by created_at limit 1), 'image', 'ready',
                    'photograph-' || number || '.jpg', 'image/jpeg', 500000, lpad(to_hex(number), 64, '0'), lpad(to_hex(number), 64, '0'),
                    1600, 1200, now(), now()
                from generate_series(1, $2::int) as number
                returning id
            ), thumbnail as (
                insert into assets.variant (asset_id, name, sha256, content_type, size_bytes, width, height)
                select id, 'thumbnail', $1, 'image/jpeg', $3::bigint, 256, 192 from asset
            )
            select array_agg(id) from asset
            """);
        fill.Parameters.Add(new() { Value = hash });
        fill.Parameters.Add(new() { Value = Assets });
        fill.Parameters.Add(new() { Value = (long)Thumbnail.Length });
        return (Guid[])(await fill.ExecuteScalarAsync())!;
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/alive");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
