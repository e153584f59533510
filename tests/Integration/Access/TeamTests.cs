using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Access;

public class TeamTests(PostgresServer postgres)
{
    private const string Password = "long-enough-password";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_user_can_sign_in_with_the_role_that_was_given()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        using var created = await CreateUserAsync(app.Client, "anna", "annotator");
        using var browser = new Browser(app);

        using var session = await browser.SignInAsync("anna", Password);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("annotator", (await session.JsonAsync()).GetProperty("role").GetString());
    }

    [Theory]
    [InlineData("x", "long-enough-password", "viewer", "invalid-request")]
    [InlineData("anna", "short", "viewer", "invalid-request")]
    [InlineData("anna berta", "long-enough-password", "viewer", "invalid-request")]
    [InlineData("anna", "long-enough-password", "worker", "invalid-role")]
    [InlineData("anna", "long-enough-password", "emperor", "malformed-json")]
    public async Task A_user_that_makes_no_sense_is_refused(string username, string password, string role, string code)
    {
        await using var app = await BackendApp.StartAsync(postgres);

        using var answer = await app.Client.PostAsJsonAsync("/api/users", new { username, password, role }, Cancel);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task Nobody_gives_away_more_than_they_have()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        using var manager = await app.WithRoleAsync("manager");

        using var user = await CreateUserAsync(manager, "anna", "admin");
        using var key = await manager.PostAsJsonAsync("/api/api-keys", new { name = "k", role = "admin" }, Cancel);
        using var worker = await manager.PostAsJsonAsync("/api/api-keys", new { name = "k", role = "worker" }, Cancel);

        Assert.All([user, key, worker], answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
        Assert.Equal("role-too-high", await user.CodeAsync());
    }

    [Theory]
    [InlineData("viewer")]
    [InlineData("annotator")]
    [InlineData("worker")]
    public async Task Lower_roles_manage_nobody(string role)
    {
        await using var app = await BackendApp.StartAsync(postgres);
        using var client = await app.WithRoleAsync(role);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/session", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/users", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/api-keys", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/audit", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Another_teams_things_are_not_found_whatever_the_role()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        using var stranger = await app.StrangerAsync();
        var team = await app.TeamAsync();
        var user = (await (await CreateUserAsync(app.Client, "anna", "viewer")).JsonAsync()).Id();
        using var created = await app.Client.PostAsJsonAsync("/api/api-keys", new { name = "ours" }, Cancel);
        var key = (await created.JsonAsync()).Id();

        HttpResponseMessage[] answers =
        [
            await stranger.GetAsync($"/api/teams/{team}/members", Cancel),
            await stranger.PostAsJsonAsync($"/api/teams/{team}/members", new { username = "anna" }, Cancel),
            await stranger.DeleteAsync($"/api/teams/{team}/members/{user}", Cancel),
            await stranger.PatchAsJsonAsync($"/api/users/{user}", new { displayName = "Stolen" }, Cancel),
            await stranger.DeleteAsync($"/api/api-keys/{key}", Cancel),
        ];

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        Assert.Empty(await ItemsAsync(stranger, "/api/users"));
        Assert.DoesNotContain(await ItemsAsync(stranger, "/api/api-keys"), item => item.Id() == key);
        Assert.Empty(await ItemsAsync(stranger, "/api/audit"));
    }

    [Fact]
    public async Task An_admin_of_one_team_cannot_take_over_a_user_of_several()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        using var stranger = await app.StrangerAsync();
        var user = (await (await CreateUserAsync(app.Client, "anna", "admin")).JsonAsync()).Id();
        var theirTeam = (await stranger.GetFromJsonAsync<JsonElement>("/api/session", Cancel)).GetProperty("team").Id();
        (await stranger.PostAsJsonAsync($"/api/teams/{theirTeam}/members", new { username = "anna" }, Cancel)).EnsureSuccessStatusCode();

        using var answer = await stranger.PatchAsJsonAsync($"/api/users/{user}", new { password = "taken-over-password" }, Cancel);

        Assert.Equal((HttpStatusCode.Conflict, "user-in-other-teams"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task The_last_admin_stays()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        var team = await app.TeamAsync();
        var admin = Assert.Single(await ItemsAsync(app.Client, "/api/users")).Id();

        using var removed = await app.Client.DeleteAsync($"/api/teams/{team}/members/{admin}", Cancel);
        using var demoted = await app.Client.PatchAsJsonAsync($"/api/teams/{team}/members/{admin}", new { role = "viewer" }, Cancel);
        using var disabled = await app.Client.PatchAsJsonAsync($"/api/users/{admin}", new { disabled = true }, Cancel);

        foreach (var answer in new[] { removed, demoted, disabled })
            Assert.Equal((HttpStatusCode.Conflict, "last-admin"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task Two_admins_who_remove_each_other_at_once_do_not_both_succeed()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        var team = await app.TeamAsync();
        await CreateUserAsync(app.Client, "anna", "admin");
        var admins = (await ItemsAsync(app.Client, "/api/users")).ConvertAll(user => user.Id());

        var answers = await Task.WhenAll(admins.Select(id => app.Client.DeleteAsync($"/api/teams/{team}/members/{id}", Cancel)));

        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
    }

    [Fact]
    public async Task A_role_that_changes_counts_at_once()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        var team = await app.TeamAsync();
        var user = (await (await CreateUserAsync(app.Client, "anna", "manager")).JsonAsync()).Id();
        using var browser = new Browser(app);
        await browser.SignInAsync("anna", Password);
        Assert.Equal(HttpStatusCode.OK, (await browser.Client.GetAsync("/api/users", Cancel)).StatusCode);

        (await app.Client.PatchAsJsonAsync($"/api/teams/{team}/members/{user}", new { role = "viewer" }, Cancel)).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Client.GetAsync("/api/users", Cancel)).StatusCode);

        (await app.Client.PatchAsJsonAsync($"/api/users/{user}", new { disabled = true }, Cancel)).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.SessionStatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SignInAsync("anna", Password)).StatusCode);
    }

    [Fact]
    public async Task Lists_page_without_gap_or_repeat()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        foreach (var role in Enumerable.Repeat("viewer", 7))
            (await app.WithRoleAsync(role)).Dispose();

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await app.Client.GetFromJsonAsync<JsonElement>($"/api/api-keys?limit=3&cursor={cursor}", Cancel);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.Id()));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(8, seen.Count);
        Assert.Equal(8, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("limit=0", "invalid-limit")]
    [InlineData("limit=201", "invalid-limit")]
    [InlineData("cursor=nonsense", "invalid-cursor")]
    public async Task A_page_that_cannot_be_is_refused(string query, string code)
    {
        await using var app = await BackendApp.StartAsync(postgres);

        using var answer = await app.Client.GetAsync($"/api/users?{query}", Cancel);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task The_trail_tells_who_changed_what_and_cannot_be_rewritten()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        await CreateUserAsync(app.Client, "anna", "annotator");

        var entry = (await ItemsAsync(app.Client, "/api/audit"))[0];

        Assert.Equal("user-created", entry.GetProperty("action").GetString());
        Assert.Equal("anna", entry.GetProperty("subject").GetString());
        Assert.Equal("Configured admin key", entry.GetProperty("actorName").GetString());
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => app.Db.ExecuteAsync("delete from access.audit", null, Cancel));
    }

    private static Task<HttpResponseMessage> CreateUserAsync(HttpClient client, string username, string role) =>
        client.PostAsJsonAsync("/api/users", new { username, password = Password, role });

    private static async Task<List<JsonElement>> ItemsAsync(HttpClient client, string path) =>
        [.. (await client.GetFromJsonAsync<JsonElement>(path)).GetProperty("items").EnumerateArray()];
}
