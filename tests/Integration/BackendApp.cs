using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Suite.Backend;
using Suite.Platform;
using Suite.Testing;

namespace Suite.Tests.Integration;

/// <summary>
/// The real backend, in this process on a port of its own: every module, every worker, the real pipeline. Start it on a fresh
/// database, or several on one for replicas.
/// </summary>
internal sealed class BackendApp : IAsyncDisposable
{
    /// <summary>The configured admin key; it belongs to the default team.</summary>
    public const string AdminApiKey = "tests-admin-api-key-0123456789";

    public const string AdminPassword = "tests-admin-password";

    private readonly WebApplication _app;

    private BackendApp(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
        Client = NewClient(AdminApiKey);
    }

    public Uri Address { get; }

    /// <summary>Calls with the admin key.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public Db Db => Get<Db>();

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A backend on a fresh database of <paramref name="postgres"/>, without Redis.</summary>
    public static async Task<BackendApp> StartAsync(PostgresServer postgres, params (string Key, string? Value)[] settings) =>
        await StartAsync(await postgres.CreateDatabaseAsync(), null, settings);

    /// <param name="database">Connection string of a database, empty or migrated by an earlier run.</param>
    /// <param name="configure">Comes after the modules: may replace their services.</param>
    public static async Task<BackendApp> StartAsync(
        string database, Action<WebApplicationBuilder>? configure = null, params (string Key, string? Value)[] settings)
    {
        (string Key, string? Value)[] defaults =
        [
            // No watching of configuration files: a run starts more hosts than a user may have file watchers.
            ("hostBuilder:reloadConfigOnChange", "false"),
            ("urls", "http://127.0.0.1:0"),
            ("Logging:LogLevel:Default", "Warning"),
            ("ConnectionStrings:suitedb", database),
            ("Access:AdminApiKey", AdminApiKey),
            ("Assets:BlobPath", Directory.CreateTempSubdirectory("suite-blobs-").FullName),
        ];
        var app = BackendHost.Build([.. defaults.Concat(settings).Select(setting => $"--{setting.Key}={setting.Value}")], configure);
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new BackendApp(app, new Uri(addresses.Addresses.Single()));
    }

    /// <summary>A client of its own, with its own cookies; with an API key when one is given.</summary>
    public HttpClient NewClient(string? apiKey = null)
    {
        var client = new HttpClient(new HttpClientHandler()) { BaseAddress = Address };
        if (apiKey is not null)
            client.DefaultRequestHeaders.Add("X-Api-Key", apiKey);
        return client;
    }

    /// <summary>The team that the admin key belongs to.</summary>
    public async Task<Guid> TeamAsync() =>
        (await Client.GetFromJsonAsync<JsonElement>("/api/session")).GetProperty("team").GetProperty("id").GetGuid();

    /// <summary>
    /// A team of its own with an admin's API key, to see that nothing crosses over. It is written straight into the tables:
    /// through the API only a person can found a team.
    /// </summary>
    public async Task<HttpClient> StrangerAsync(string role = "admin")
    {
        var key = $"stranger-{Guid.NewGuid():N}";
        await Db.ExecuteAsync(
            """
            with team as (
                insert into access.team (id, name, created_at) values (gen_random_uuid(), 'Strangers', now()) returning id
            )
            insert into access.api_key (id, team_id, name, role, key_hash, prefix, created_at)
            select gen_random_uuid(), id, 'stranger', $2, sha256(convert_to($1, 'utf8')), 'stranger', now() from team
            """,
            args => args.Add(key).Add(role),
            CancellationToken.None);
        return NewClient(key);
    }

    /// <summary>A client in the admin key's team with an API key of another role.</summary>
    public async Task<HttpClient> WithRoleAsync(string role)
    {
        using var created = await Client.PostAsJsonAsync("/api/api-keys", new { name = $"test {role}", role });
        created.EnsureSuccessStatusCode();
        return NewClient((await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString());
    }

    /// <summary>Opens a WebSocket with the admin key.</summary>
    public async Task<ClientWebSocket> SocketAsync(string pathAndQuery, CancellationToken cancel)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("X-Api-Key", AdminApiKey);
        await socket.ConnectAsync(new Uri(new Uri($"ws://{Address.Authority}"), pathAndQuery), cancel);
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
