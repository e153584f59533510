using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Captioning;

/// <summary>Perspectives: graphcap's files, over them a team's own, version after version.</summary>
public class PerspectiveTests(PostgresServer postgres)
{
    private const string Mine = """
        {
          "name": "mine", "display_name": "Mine", "version": "1", "prompt": "Look.", "module": "own_module", "type": "perspective",
          "tags": ["a"], "context_template": "{marks}", "table_columns": [{ "name": "marks", "style": "bold" }],
          "schema_fields": [{ "name": "marks", "type": "object", "description": "", "is_list": true, "is_complex": true,
            "fields": [{ "name": "mark", "type": "str", "description": "" }] }]
        }
        """;

    [Fact]
    public async Task The_list_tells_module_type_tags_version_and_whether_it_is_switched_on()
    {
        await using var app = await StartAsync();

        var listed = (await SendAsync(app, HttpMethod.Get, "")).Body.GetProperty("items").EnumerateArray().ToList();
        var published = (await SendAsync(app, HttpMethod.Get, "/list")).Body.GetProperty("perspectives").EnumerateArray().ToList();

        var first = listed[0];
        Assert.Equal(("graph_caption", "1", "core", "perspective", true, false), (
            Text(first, "name"), Text(first, "version"), Text(first, "module"), Text(first, "type"),
            first.GetProperty("enabled").GetBoolean(), first.GetProperty("own").GetBoolean()));
        Assert.Equal(["general", "search"], first.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.Equal("synthesizer", Text(listed[^1], "type"));
        Assert.Equal(listed.Select(one => Text(one, "name")), published.Select(one => Text(one, "name")));
        Assert.Equal("Graph caption", Text(published[0], "display_name"));
        Assert.Equal("object", Text(published[0].GetProperty("schema_fields")[0], "type"));
    }

    [Fact]
    public async Task A_file_of_graphcaps_library_becomes_a_perspective_of_the_team_and_of_no_other()
    {
        await using var app = await StartAsync();
        using var stranger = await app.Backend.StrangerAsync();

        var (status, created) = await SendAsync(app, HttpMethod.Post, "", Mine);
        var again = await SendAsync(app, HttpMethod.Post, "", Mine);
        var shipped = await SendAsync(app, HttpMethod.Post, "", Mine.Replace("\"mine\"", "\"time_tags\""));
        var theirs = await SendAsync(app, HttpMethod.Get, "/mine", client: stranger);

        Assert.Equal(201, status);
        Assert.True(created.GetProperty("own").GetBoolean());
        Assert.Equal((409, "perspective-exists"), (again.Status, Text(again.Body, "code")));
        Assert.Equal((409, "perspective-exists"), (shipped.Status, Text(shipped.Body, "code")));
        Assert.Equal((404, "perspective-not-found"), (theirs.Status, Text(theirs.Body, "code")));
        Assert.NotEqual("", Text(theirs.Body, "error"));
    }

    [Fact]
    public async Task An_edit_is_a_new_version_and_the_old_one_stays_as_it_was()
    {
        await using var app = await StartAsync();
        await SendAsync(app, HttpMethod.Post, "", Mine);

        var (status, edited) = await SendAsync(app, HttpMethod.Put, "/mine", Edited(Mine, "Look again."));
        var now = (await SendAsync(app, HttpMethod.Get, "/mine")).Body;
        var before = (await SendAsync(app, HttpMethod.Get, "/mine?version=1")).Body;

        Assert.Equal((200, "2"), (status, Text(edited, "version")));
        Assert.Equal(("Look again.", "Look."), (Text(now, "prompt"), Text(before, "prompt")));
        Assert.Equal(["2", "1"], now.GetProperty("versions").EnumerateArray().Select(version => Text(version, "version")));
        Assert.Equal(404, (await SendAsync(app, HttpMethod.Get, "/mine?version=7")).Status);
    }

    [Fact]
    public async Task A_teams_edit_of_a_shipped_perspective_is_for_that_team_alone()
    {
        await using var app = await StartAsync();
        using var stranger = await app.Backend.StrangerAsync();
        var shipped = (await SendAsync(app, HttpMethod.Get, "/list")).Body.GetProperty("perspectives")
            .EnumerateArray().Single(perspective => Text(perspective, "name") == "time_tags").GetRawText();

        var (status, edited) = await SendAsync(app, HttpMethod.Put, "/time_tags", Edited(shipped, "When?"));
        var ended = await app.EndedAsync(await app.CreateAsync([app.AddFile("a.png")], ["time_tags"]));

        Assert.Equal((200, "2", true), (status, Text(edited, "version"), edited.GetProperty("own").GetBoolean()));
        Assert.Equal("1", Text((await SendAsync(app, HttpMethod.Get, "/time_tags", client: stranger)).Body, "version"));
        Assert.Equal("completed", Text(ended.GetProperty("job"), "status"));
        Assert.Equal("When?", Text(app.Models.Asked.Single().GetProperty("perspective"), "prompt"));
    }

    [Fact]
    public async Task Of_two_edits_of_the_same_version_one_is_refused()
    {
        await using var app = await StartAsync();
        await SendAsync(app, HttpMethod.Post, "", Mine);

        var both = await Task.WhenAll(
            SendAsync(app, HttpMethod.Put, "/mine", Edited(Mine, "First.")), SendAsync(app, HttpMethod.Put, "/mine", Edited(Mine, "Second.")));
        var late = await SendAsync(app, HttpMethod.Put, "/mine", Edited(Mine, "Third."), ifMatch: "\"1\"");
        var current = await SendAsync(app, HttpMethod.Put, "/mine", Edited(Mine, "Fourth.", "2"), ifMatch: "\"2\"");

        Assert.Equal([200, 409], both.Select(answer => answer.Status).Order());
        Assert.Equal("perspective-changed", Text(both.Single(answer => answer.Status == 409).Body, "code"));
        Assert.Equal((412, "perspective-not-as-expected"), (late.Status, Text(late.Body, "code")));
        Assert.Equal((200, "3"), (current.Status, Text(current.Body, "version")));
    }

    [Fact]
    public async Task Only_managers_write()
    {
        await using var app = await StartAsync();
        using var annotator = await app.Backend.WithRoleAsync("annotator");
        using var manager = await app.Backend.WithRoleAsync("manager");

        Assert.Equal(403, (await SendAsync(app, HttpMethod.Post, "", Mine, annotator)).Status);
        Assert.Equal(403, (await SendAsync(app, HttpMethod.Patch, "/modules/core", """{"enabled":false}""", annotator)).Status);
        Assert.Equal(200, (await SendAsync(app, HttpMethod.Get, "/graph_caption", client: annotator)).Status);
        Assert.Equal(201, (await SendAsync(app, HttpMethod.Post, "", Mine, manager)).Status);
    }

    [Fact]
    public async Task A_module_is_switched_off_for_the_team_and_its_perspectives_with_it()
    {
        await using var app = await StartAsync();
        using var stranger = await app.Backend.StrangerAsync();

        var (status, module) = await SendAsync(app, HttpMethod.Patch, "/modules/niche", """{"enabled":false}""");
        var modules = (await SendAsync(app, HttpMethod.Get, "/modules")).Body.GetProperty("modules").EnumerateArray().ToList();
        var niche = (await SendAsync(app, HttpMethod.Get, "/modules/niche")).Body;
        var refused = await app.PostAsync(
            "create", new { type = "BACKFILL", images = new[] { app.AddFile("a.png") }, perspectives = new[] { "time_tags" } });

        Assert.Equal((200, false), (status, module.GetProperty("enabled").GetBoolean()));
        Assert.Equal([("core", true), ("creative", true), ("niche", false)], modules.Select(one => (Text(one, "name")!, one.GetProperty("enabled").GetBoolean())));
        Assert.All(niche.GetProperty("perspectives").EnumerateArray(), perspective => Assert.False(perspective.GetProperty("enabled").GetBoolean()));
        Assert.Equal((400, "perspective-disabled"), (refused.Status, Text(refused.Body, "code")));
        Assert.True((await SendAsync(app, HttpMethod.Get, "/modules/niche", client: stranger)).Body.GetProperty("module").GetProperty("enabled").GetBoolean());
        Assert.Equal(404, (await SendAsync(app, HttpMethod.Patch, "/modules/nowhere", """{"enabled":true}""")).Status);
        Assert.Equal(400, (await SendAsync(app, HttpMethod.Patch, "/modules/core", "{}")).Status);
    }

    private Task<CaptioningApp> StartAsync() => CaptioningApp.StartAsync(postgres);

    private static string Edited(string perspective, string prompt, string version = "1") =>
        With(With(perspective, "prompt", JsonSerializer.Serialize(prompt)), "version", JsonSerializer.Serialize(version));

    private static string With(string perspective, string property, string value)
    {
        var body = JsonNode.Parse(perspective)!;
        body[property] = JsonNode.Parse(value);
        return body.ToJsonString();
    }

    private static async Task<(int Status, JsonElement Body)> SendAsync(
        CaptioningApp app, HttpMethod method, string path, string? body = null, HttpClient? client = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/perspectives{path}");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await (client ?? app.Backend.Client).SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static string? Text(JsonElement value, string property) => value.GetProperty(property).GetString();
}
