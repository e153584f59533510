using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Suite.Assets;
using Suite.Bench.Search;
using Suite.Platform;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Search;

/// <summary>One rig for a class of tests; each test has a team of its own on it.</summary>
public sealed class SearchRigFixture(PostgresServer postgres) : IAsyncLifetime
{
    internal SearchRig Rig { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Rig = await SearchRig.StartAsync(await postgres.CreateDatabaseAsync(), await NativeSetup.PathOfAsync("weights"));

    public ValueTask DisposeAsync() => Rig.DisposeAsync();

    internal Task<SearchTeam> NewTeamAsync() => SearchTeam.CreateAsync(Rig);
}

/// <summary>A team, and a caller of it who searches over HTTP.</summary>
internal sealed class SearchTeam : IDisposable
{
    private SearchTeam(SearchRig rig, HttpClient http, Guid team) => (Rig, Http, Team) = (rig, http, team);

    public SearchRig Rig { get; }

    public HttpClient Http { get; }

    public Guid Team { get; }

    /// <summary>A new team with a viewer's API key, written straight into the tables.</summary>
    public static async Task<SearchTeam> CreateAsync(SearchRig rig)
    {
        var (team, key) = (Guid.NewGuid(), $"search-tests-{Guid.NewGuid():N}");
        await rig.Services.GetRequiredService<Db>().ExecuteAsync(
            """
            with team as (
                insert into access.team (id, name, created_at) values ($1, 'Team ' || $1::text, now()) returning id
            )
            insert into access.api_key (id, team_id, name, role, key_hash, prefix, created_at)
            select gen_random_uuid(), id, 'tests', 'viewer', sha256(convert_to($2, 'utf8')), 'tests', now() from team
            """,
            args => args.Add(team).Add(key),
            CancellationToken.None);
        var http = new HttpClient { BaseAddress = new Uri(rig.Url) };
        http.DefaultRequestHeaders.Add("X-Api-Key", key);
        return new SearchTeam(rig, http, team);
    }

    /// <summary>Puts an asset with one caption on the shelf and indexes it.</summary>
    public async Task<Guid> PutAsync(string caption, string fileName = "untitled.png", Guid? id = null)
    {
        var asset = Rig.Shelf.Put(Team, id ?? Guid.NewGuid(), fileName, (InsightKind.Caption, caption));
        await Rig.IndexAsync(Team, [asset.Id], CancellationToken.None);
        return asset.Id;
    }

    public async Task<JsonElement> SearchAsync(string query, string? rest = null) =>
        await Http.GetFromJsonAsync<JsonElement>($"/api/search?q={Uri.EscapeDataString(query)}{rest}");

    public async Task<List<Guid>> IdsAsync(string query, string? rest = null) => Ids(await SearchAsync(query, rest));

    public static List<Guid> Ids(JsonElement answer) =>
        [.. answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("asset").GetProperty("id").GetGuid())];

    public void Dispose() => Http.Dispose();
}
