using System.Diagnostics;
using System.Reflection;
using Npgsql;
using Suite.Backend;
using Suite.Platform;
using Suite.ServiceDefaults;
using Suite.Testing;
using Suite.Tests.Integration.Observing;
using Xunit;

namespace Suite.Tests.Integration.Platform;

public class StatementTests(PostgresServer postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_statement_is_a_span_named_by_its_constant_that_tells_no_values()
    {
        await using var backend = await BackendApp.StartAsync(postgres);
        using var spans = new Spans("Npgsql");
        using var request = Spans.Begin();

        await backend.Db.ExecuteAsync(PlatformSql.Notify, args => args.Add("somewhere").Add("a secret"), Cancel);

        var span = Assert.Single(spans.Of(request));
        Assert.Equal("platform.PlatformSql.Notify", span.DisplayName);
        Assert.Equal(request.SpanId, span.ParentSpanId);
        Assert.Equal(PlatformSql.Notify, span.GetTagItem("db.query.text"));
        Assert.Equal("platform.PlatformSql.Notify", span.GetTagItem("db.query.summary"));
        Assert.DoesNotContain(span.TagObjects, tag => tag.Value?.ToString()?.Contains("secret", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_statement_that_fails_is_marked_with_its_state()
    {
        await using var backend = await BackendApp.StartAsync(postgres);
        using var spans = new Spans("Npgsql");
        using var measurements = new Measurements(DatabaseCall.Name);
        using var request = Spans.Begin();

        await Assert.ThrowsAsync<PostgresException>(() => backend.Db.ExecuteAsync("select 1 / $1", args => args.Add(0), Cancel));

        var span = Assert.Single(spans.Of(request));
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal(PostgresErrorCodes.DivisionByZero, span.GetTagItem("db.response.status_code"));
        Assert.Contains(
            measurements.Of("db.client.operation.duration"),
            call => call.Tags["db.query.summary"] == "other" && call.Tags.GetValueOrDefault("error.type") == PostgresErrorCodes.DivisionByZero);
    }

    [Fact]
    public async Task What_background_loops_ask_is_measured_and_makes_no_traces()
    {
        await using var backend = await BackendApp.StartAsync(postgres);
        using var spans = new Spans("Npgsql");
        using var measurements = new Measurements(DatabaseCall.Name);

        await ServiceDefaults.Eventually.TrueAsync(() => Task.FromResult(
            measurements.Of("db.client.operation.duration").Any(call => call.Tags.GetValueOrDefault("db.query.summary") == "platform.PlatformSql.Publish")));

        Assert.Equal(0, spans.Count(span => span.DisplayName == "platform.PlatformSql.Publish"));
    }

    [Fact]
    public async Task A_commit_shows_how_long_it_took()
    {
        await using var backend = await BackendApp.StartAsync(postgres);
        using var spans = new Spans("Npgsql", DatabaseCall.Name);
        using var request = Spans.Begin();

        for (var i = 0; i < 2; i++)
            await backend.Db.InTransactionAsync(sql => sql.ExecuteAsync(PlatformSql.Notify, args => args.Add("a").Add("b"), Cancel), Cancel);

        string[] one = ["platform.PlatformSql.Notify", "commit"];
        Assert.Equal([.. one, .. one], spans.Of(request).Select(span => span.DisplayName));
    }

    [Fact]
    public void Every_statement_of_every_module_has_a_name()
    {
        BackendHost.Build(["--ConnectionStrings:suitedb=Host=nowhere", "--hostBuilder:reloadConfigOnChange=false"]);
        var statements = typeof(BackendHost).Assembly.GetReferencedAssemblies()
            .Where(name => name.Name!.StartsWith("Suite.", StringComparison.Ordinal))
            .SelectMany(name => Assembly.Load(name).GetTypes())
            .Where(type => type.Name.EndsWith("Sql", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => field is { IsLiteral: true, IsPrivate: false } && field.FieldType == typeof(string))
            .ToList();

        Assert.True(statements.Count > 100, $"Only {statements.Count} statements were found.");
        Assert.All(statements, field => Assert.Matches(@"^[a-z]+\.\w+Sql\.\w+$", StatementNames.Find((string)field.GetRawConstantValue()!)));
    }
}
