using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Suite.Tests.Integration.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Integration.Charts;

/// <summary>What the graph-queue routes refuse: always with a status, a code, and the seed's <c>error</c>.</summary>
public sealed class BadInputTests(SharedCharts charts) : IClassFixture<SharedCharts>, IAsyncLifetime
{
    private readonly ChartsApp _app = charts.App;
    private string _product = null!;
    private string _image = null!;
    private string _queue = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await _app.ProductAsync();
        _image = await _app.ImageAsync(_product);
        _queue = await _app.QueueAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Queues_that_make_no_sense_are_refused()
    {
        string[] bodies =
        [
            """{}""", """{"name":""}""", """{"name":" "}""", """{"name":5}""", """{"name":"x","mode":"sometimes"}""", """{"name":"x","mode":1}""",
            """{"name":"x","mode":null}""", """{"name":"x","priority":"first"}""", """{"name":"x","max_concurrent_jobs":0}""",
            """{"name":"x","max_concurrent_jobs":-3}""", """{"name":"x","max_concurrent_jobs":1001}""", """{"name":"x","max_concurrent_jobs":"many"}""",
            """{"name":"x","settings":[]}""", """{"name":"x","settings":{"a":"\u0000"}}""",
            """{"name":"x","settings":{"a":"\ud83d"}}""", """{"name":"x","settings":{"\ud83d":1}}""", """{"name":"x","settings":{"a":1e999999}}""",
            """{"name":"x\u0000"}""", "[]", "{", "",
        ];
        foreach (var body in bodies)
            await RefusedAsync(400, HttpMethod.Post, "/api/queue/create", body);
        foreach (var body in new[] { """{"status":"asleep"}""", """{"status":3}""", """{"max_concurrent_jobs":0}""", """{"settings":"no"}""", """{"name":""}""" })
            await RefusedAsync(400, HttpMethod.Put, $"/api/queue/{_queue}", body);

        var taken = new { name = (await _app.GetAsync($"/api/queue/{_queue}")).Body.GetProperty("name").GetString() };
        await RefusedAsync(409, HttpMethod.Post, "/api/queue/create", taken);
        var renamed = await RefusedAsync(409, HttpMethod.Put, $"/api/queue/{await _app.QueueAsync()}", taken);
        Assert.Equal("chart-queue-exists", renamed.GetProperty("code").GetString());
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Delete })
            await RefusedAsync(404, method, $"/api/queue/{Guid.NewGuid()}");
        await RefusedAsync(404, HttpMethod.Put, $"/api/queue/{Guid.NewGuid()}", "{}");
        await RefusedAsync(404, HttpMethod.Get, "/api/queue/7");
        await RefusedAsync(404, HttpMethod.Get, $"/api/stats/queue/{Guid.NewGuid()}");
    }

    [Fact]
    public async Task A_queue_with_unfinished_jobs_is_not_deleted_and_a_stopped_one_takes_none()
    {
        await _app.JobAsync(_queue, _product, _image);

        await RefusedAsync(409, HttpMethod.Delete, $"/api/queue/{_queue}");
        Assert.Equal(200, (await _app.PutAsync($"/api/queue/{_queue}", new { status = "stopped" })).Status);
        await RefusedAsync(409, HttpMethod.Post, $"/api/job/create?queue_id={_queue}", ChartsApp.Request(_product, _image));
    }

    [Fact]
    public async Task Jobs_for_what_is_not_there_are_refused()
    {
        var other = await _app.ProductAsync("other");
        using var stranger = await _app.Backend.StrangerAsync();
        var theirs = await _app.ProductAsync("theirs", stranger);

        await RefusedAsync(404, HttpMethod.Post, $"/api/job/create?queue_id={Guid.NewGuid()}", ChartsApp.Request(_product, _image));
        await RefusedAsync(400, HttpMethod.Post, "/api/job/create?queue_id=best", ChartsApp.Request(_product, _image));
        await RefusedAsync(404, HttpMethod.Post, "/api/job/create", ChartsApp.Request(Guid.NewGuid().ToString(), _image));
        await RefusedAsync(404, HttpMethod.Post, "/api/job/create", ChartsApp.Request(_product, Guid.NewGuid().ToString()));
        await RefusedAsync(404, HttpMethod.Post, "/api/job/create", ChartsApp.Request(other, _image));
        await RefusedAsync(404, HttpMethod.Post, "/api/job/create", ChartsApp.Request(theirs, _image));
        await RefusedAsync(404, HttpMethod.Post, $"/api/job/create?queue_id={_queue}", ChartsApp.Request(_product, _image), stranger);

        var job = await _app.JobAsync(_queue, _product, _image);
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, ""), (HttpMethod.Delete, ""), (HttpMethod.Post, "/retry"), (HttpMethod.Post, "/release"), (HttpMethod.Put, "/priority?priority=low"),
        })
        {
            await RefusedAsync(404, method, $"/api/job/{Guid.NewGuid()}{path}");
            await RefusedAsync(404, method, $"/api/job/{job}{path}", client: stranger);
        }

        await RefusedAsync(404, HttpMethod.Get, $"/api/chart-results/{job}");
        await RefusedAsync(404, HttpMethod.Get, $"/api/chart-results/{job}.csv");
        await RefusedAsync(409, HttpMethod.Post, $"/api/job/{job}/retry");
    }

    [Fact]
    public async Task Jobs_that_make_no_sense_are_refused()
    {
        foreach (var words in new[] { """ "priority":"soon" """, """ "priority":1 """, """ "extraction_method":"magic" """, """ "parameters":"x_min=0" """, """ "parameters":[] """, """ "parameters":{"note":"\ud83d"} """ })
            await RefusedAsync(400, HttpMethod.Post, "/api/job/create", $$"""{"product_id":"{{_product}}","image_id":"{{_image}}",{{words}}}""");
        foreach (var body in new[] { "{}", """{"product_id":"x","image_id":"y"}""", "[]", "{", "" })
            await RefusedAsync(400, HttpMethod.Post, "/api/job/create", body);
        var job = await _app.JobAsync(_queue, _product, _image);
        foreach (var priority in new[] { "", "?priority=", "?priority=0", "?priority=URGENT", "?priority=soon" })
            await RefusedAsync(400, HttpMethod.Put, $"/api/job/{job}/priority{priority}");
    }

    [Theory]
    [InlineData("""{"x_scale_type":"log","x_min":0,"x_max":10}""", "greater than 0")]
    [InlineData("""{"y_scale_type":"log","y_min":-1,"y_max":10}""", "greater than 0")]
    [InlineData("""{"y_scale_type":"log"}""", "needs its bounds")]
    [InlineData("""{"y_scale_type":"cubic"}""", "y_scale_type")]
    [InlineData("""{"x_min":0}""", "both x_min and x_max")]
    [InlineData("""{"x_min":1,"x_max":1}""", "the same")]
    [InlineData("""{"x_min":"zero","x_max":1}""", "x_min")]
    [InlineData("""{"x_min":0,"x_max":1e300}""", "numbers of at most")]
    [InlineData("""{"x_scale":0}""", "other than 0")]
    [InlineData("""{"preset":"sideways"}""", "preset is one of output, transfer, capacitance, resistance")]
    public async Task Parameters_that_make_no_axis_are_refused_by_name(string parameters, string reason)
    {
        var problem = await RefusedAsync(
            400, HttpMethod.Post, "/api/job/create",
            $$"""{"product_id":"{{_product}}","image_id":"{{_image}}","parameters":{{parameters}}}""");

        Assert.Contains(reason, problem.GetProperty("error").GetString());
        Assert.Equal("invalid-chart-parameters", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_batch_is_limited_and_all_or_nothing()
    {
        var good = ChartsApp.Request(_product, _image);
        var before = (await _app.GetAsync("/api/stats/global")).Body.ToString();

        var huge = await RefusedAsync(400, HttpMethod.Post, "/api/batch/create", Enumerable.Repeat(good, 100_000));
        await RefusedAsync(400, HttpMethod.Post, "/api/batch/create", "[]");
        await RefusedAsync(400, HttpMethod.Post, "/api/batch/create", "[null]");
        await RefusedAsync(400, HttpMethod.Post, "/api/batch/create", "[{}]");
        await RefusedAsync(400, HttpMethod.Post, "/api/batch/create", "{}");
        await RefusedAsync(404, HttpMethod.Post, "/api/batch/create", new[] { good, ChartsApp.Request(_product, Guid.NewGuid().ToString()) });

        Assert.Equal("A batch has 1 to 1000 jobs; this one has 100000.", huge.GetProperty("error").GetString());
        Assert.Equal(before, (await _app.GetAsync("/api/stats/global")).Body.ToString());
    }

    [Fact]
    public async Task Roles_are_held_to()
    {
        using var viewer = await _app.Backend.WithRoleAsync("viewer");
        using var annotator = await _app.Backend.WithRoleAsync("annotator");

        Assert.Equal(200, (await _app.GetAsync($"/api/queue/{_queue}", viewer)).Status);
        Assert.Equal(200, (await _app.GetAsync("/api/stats/global", viewer)).Status);
        await RefusedAsync(403, HttpMethod.Post, "/api/job/create", ChartsApp.Request(_product, _image), viewer);
        await RefusedAsync(403, HttpMethod.Post, "/api/queue/create", """{"name":"x"}""", annotator);
        await RefusedAsync(403, HttpMethod.Put, $"/api/queue/{_queue}", "{}", annotator);
        await RefusedAsync(403, HttpMethod.Delete, $"/api/queue/{_queue}", client: annotator);
        Assert.Equal(200, (await _app.PostAsync("/api/job/create", ChartsApp.Request(_product, _image), annotator)).Status);
    }

    [Fact]
    public async Task Another_teams_ids_are_unknown_to_every_route()
    {
        using var stranger = await _app.Backend.StrangerAsync();
        var (_, batch) = await _app.PostAsync($"/api/batch/create?queue_id={_queue}", new[] { ChartsApp.Request(_product, _image) });
        var (job, id) = (batch.GetProperty("job_ids")[0].GetString(), batch.GetProperty("batch_id").GetString());

        foreach (var path in new[]
        {
            $"/api/queue/{_queue}", $"/api/stats/queue/{_queue}", $"/api/batch/{id}", $"/api/job/{job}", $"/api/products/{_product}",
            $"/api/products/{_product}/images", $"/api/products/{_product}/images/{_image}", $"/api/products/{_product}/results",
            $"/api/products/{_product}/results.csv", $"/api/chart-results/{job}", $"/ws/queue/{_queue}", $"/ws/job/{job}",
        })
            await RefusedAsync(404, HttpMethod.Get, path, client: stranger);
        await RefusedAsync(404, HttpMethod.Post, $"/api/batch/{id}/cancel", client: stranger);
        await RefusedAsync(404, HttpMethod.Put, $"/api/queue/{_queue}", "{}", stranger);
        await RefusedAsync(404, HttpMethod.Delete, $"/api/queue/{_queue}", client: stranger);
        await RefusedAsync(404, HttpMethod.Post, $"/api/batch/create?queue_id={_queue}", new[] { ChartsApp.Request(_product, _image) }, stranger);
        await RefusedAsync(404, HttpMethod.Delete, $"/api/products/{_product}/images/{_image}", client: stranger);
        var (_, queues) = await _app.GetAsync("/api/queues", stranger);
        Assert.DoesNotContain(queues.EnumerateArray(), row => row.GetProperty("id").GetString() == _queue);
    }

    [Fact]
    public async Task What_no_route_takes_has_the_seeds_error_too()
    {
        using var nobody = _app.Backend.NewClient();

        await RefusedAsync(401, HttpMethod.Get, "/api/queues", client: nobody);
        await RefusedAsync(401, HttpMethod.Get, $"/ws/queue/{_queue}", client: nobody);
        await RefusedAsync(404, HttpMethod.Get, "/api/stats/nothing");
        await RefusedAsync(405, HttpMethod.Patch, "/api/queues");
        await RefusedAsync(426, HttpMethod.Get, $"/ws/queue/{_queue}");
        using var words = new StringContent("a job, please", Encoding.UTF8, "text/plain");
        var (status, problem) = await _app.SendAsync(HttpMethod.Post, "/api/job/create", words);
        Assert.Equal((415, "This address does not take that content type."), (status, problem.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task An_image_that_is_deleted_while_its_job_is_made_is_not_found()
    {
        var cancel = TestContext.Current.CancellationToken;
        Task<JsonElement>? refused = null;

        await _app.Backend.Db.InTransactionAsync(
            async sql =>
            {
                await sql.ExecuteAsync("delete from charts.image where id = $1", args => args.Add(Guid.Parse(_image)), cancel);
                refused = RefusedAsync(404, HttpMethod.Post, "/api/job/create", ChartsApp.Request(_product, _image));
                // It has found the image, and waits to see whether that stays.
                await Eventually.TrueAsync(() => _app.Backend.Db.FirstAsync(
                    "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')",
                    null, row => row.GetBoolean(0), cancel));
                return true;
            },
            cancel);

        Assert.Equal("chart-image-not-found", (await refused!).GetProperty("code").GetString());
    }

    private async Task<JsonElement> RefusedAsync(int status, HttpMethod method, string path, object? body = null, HttpClient? client = null)
    {
        HttpContent? content = body switch
        {
            null => null,
            string text => new StringContent(text, Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body),
        };
        var (answered, problem) = await _app.SendAsync(method, path, content, client);

        Assert.True(answered == status, $"{method} {path} with {body}: {answered} {problem}");
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("error").GetString()));
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("code").GetString()));
        return problem;
    }
}
