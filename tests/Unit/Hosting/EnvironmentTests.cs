using Suite.Hosting;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Engine;
using Xunit;

namespace Suite.Tests.Unit.Hosting;

/// <summary>What a resource finds in its environment.</summary>
public sealed class EnvironmentTests
{
    private readonly IDistributedApplicationBuilder _builder = DistributedApplication.CreateBuilder(
        ["--Parameters:postgres-password=pg-secret", "--Parameters:redis-password=redis-secret"]);

    [Fact]
    public async Task A_database_is_a_connection_string_and_its_parts()
    {
        var database = _builder.AddPostgres("postgres").AddDatabase("suitedb");
        var service = Service().WithReference(database);
        Allocate("postgres", 5555);

        var environment = await EnvironmentOf(service);

        Assert.Equal(
            "Host=localhost;Port=5555;Username=postgres;Password=pg-secret;Database=suitedb", environment["ConnectionStrings__suitedb"]);
        Assert.Equal("localhost", environment["SUITEDB_HOST"]);
        Assert.Equal("5555", environment["SUITEDB_PORT"]);
        Assert.Equal("postgres", environment["SUITEDB_USERNAME"]);
        Assert.Equal("pg-secret", environment["SUITEDB_PASSWORD"]);
        Assert.Equal("suitedb", environment["SUITEDB_DATABASENAME"]);
        Assert.Equal("postgresql://postgres:pg-secret@localhost:5555/suitedb", environment["SUITEDB_URI"]);
        Assert.Equal("jdbc:postgresql://localhost:5555/suitedb", environment["SUITEDB_JDBCCONNECTIONSTRING"]);
    }

    [Fact]
    public async Task Redis_is_host_port_and_password()
    {
        var redis = _builder.AddRedis("redis");
        var service = Service().WithReference(redis, connectionName: "cache");
        Allocate("redis", 6666);

        var environment = await EnvironmentOf(service);

        Assert.Equal("localhost:6666,password=redis-secret", environment["ConnectionStrings__cache"]);
        Assert.Equal("redis://:redis-secret@localhost:6666", environment["CACHE_URI"]);
    }

    [Fact]
    public async Task A_service_is_found_by_name_and_scheme_one_index_a_replica()
    {
        var backend = _builder.AddExecutable("back-end", "sh", "/").WithHttpEndpoint();
        var service = Service().WithReference(backend);
        Allocate("back-end", 3001, 3002);

        var environment = await EnvironmentOf(service);

        Assert.Equal("http://localhost:3001", environment["services__back-end__http__0"]);
        Assert.Equal("http://localhost:3002", environment["services__back-end__http__1"]);
        Assert.Equal("http://localhost:3001", environment["BACK_END_HTTP"]);
    }

    [Fact]
    public async Task An_endpoint_with_a_name_of_its_own_is_found_by_that_name()
    {
        var hub = _builder.AddContainer("hub", "example/hub").WithHttpEndpoint(targetPort: 4318, name: "otlp-http");
        var service = Service().WithReference(hub.GetEndpoint("otlp-http"));
        Allocate("hub", 4400);

        var environment = await EnvironmentOf(service);

        Assert.Equal("http://localhost:4400", environment["services__hub__otlp-http__0"]);
        Assert.Equal("http://localhost:4400", environment["HUB_OTLP_HTTP"]);
    }

    [Fact]
    public async Task Flags_choose_what_a_reference_brings()
    {
        var redis = _builder.AddRedis("redis");
        var service = Service().WithReference(redis).WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString);
        Allocate("redis", 6666);

        var environment = await EnvironmentOf(service);

        Assert.Equal(["ConnectionStrings__redis"], environment.Keys);
    }

    [Fact]
    public async Task Expressions_are_filled_in_and_what_holds_a_secret_is_one()
    {
        var secret = _builder.AddParameter("key", "hidden", secret: true);
        var hub = _builder.AddContainer("hub", "example/hub").WithHttpEndpoint(targetPort: 80);
        var service = Service()
            .WithEnvironment("ADDRESS", $"{hub.GetEndpoint("http")}/v1")
            .WithEnvironment("AUTHORIZATION", $"Bearer {secret}");
        Allocate("hub", 8080);

        var resolved = await ResolveAsync(service.Resource);

        Assert.Equal("http://localhost:8080/v1", resolved.Variables["ADDRESS"]);
        Assert.Equal("Bearer hidden", resolved.Variables["AUTHORIZATION"]);
        Assert.Equal(["AUTHORIZATION"], resolved.Secrets);
    }

    [Fact]
    public async Task A_container_sees_other_containers_by_name_and_this_machine_by_its_alias()
    {
        var hub = _builder.AddContainer("hub", "example/hub").WithHttpEndpoint(targetPort: 80);
        var process = _builder.AddExecutable("process", "sh", "/").WithHttpEndpoint();
        var consumer = _builder.AddContainer("consumer", "example/consumer")
            .WithEnvironment("HUB", hub.GetEndpoint("http")).WithEnvironment("PROCESS", process.GetEndpoint("http"));
        Allocate("hub", 8080);
        Allocate("process", 9090);

        var resolved = await ResolveAsync(consumer.Resource, new ValueProviderContext { InContainer = true });

        Assert.Equal("http://hub:80", resolved.Variables["HUB"]);
        Assert.Equal("http://host.docker.internal:9090", resolved.Variables["PROCESS"]);
    }

    [Fact]
    public async Task A_container_is_told_where_the_dashboard_takes_telemetry_and_is_told_nothing_where_none_runs()
    {
        var collector = _builder.AddContainer("collector", "example/collector").WithOtlpExporter();
        Assert.Empty((await ResolveAsync(collector.Resource)).Variables);

        _builder.AddProject("dashboard", "dashboard.csproj").WithEndpoint(scheme: "tcp", name: "otlp");
        Allocate("dashboard", 4400);
        var resolved = await ResolveAsync(collector.Resource, new ValueProviderContext { InContainer = true });

        Assert.Equal("http://host.docker.internal:4400", resolved.Variables["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("collector", resolved.Variables["OTEL_SERVICE_NAME"]);
    }

    [Fact]
    public async Task The_hub_is_locked_with_the_collectors_key_and_listens_on_its_ports()
    {
        var key = _builder.AddParameter("otlp-api-key", "hidden", secret: true);
        var collector = _builder.AddContainer("collector", "otel/opentelemetry-collector-contrib").WithEnvironment("OTLP_API_KEY", key);
        var asked = new EnvironmentCallbackContext(_builder.ExecutionContext, collector.Resource, [], TestContext.Current.CancellationToken);
        var hub = Service().WithEnvironment(async context =>
        {
            OtlpHub.Listen(context.EnvironmentVariables, endpoint => $"http://127.0.0.1/{endpoint}", "/data");
            OtlpHub.Lock(context.EnvironmentVariables, (await OtlpHub.KeyOfAsync(collector.Resource, asked))!);
        });

        var resolved = await ResolveAsync(hub.Resource);

        Assert.Equal("http://127.0.0.1/exposition", resolved.Variables["OTLP__EXPOSITIONURL"]);
        Assert.Equal("x-otlp-api-key=hidden", resolved.Variables["OTEL_EXPORTER_OTLP_HEADERS"]);
        Assert.Equal(["OTEL_EXPORTER_OTLP_HEADERS", "OTLP__APIKEY"], resolved.Secrets.Order());
    }

    private IResourceBuilder<ExecutableResource> Service() => _builder.AddExecutable("service", "sh", "/");

    private void Allocate(string resource, params int[] ports)
    {
        Assert.True(_builder.Resources.TryGetByName(resource, out var found));
        var endpoint = found.Annotations.OfType<EndpointAnnotation>().Single();
        endpoint.Replicas = [.. ports.Select(port => new AllocatedEndpoint(endpoint, "localhost", port))];
    }

    private async Task<IReadOnlyDictionary<string, string>> EnvironmentOf(IResourceBuilder<ExecutableResource> service) =>
        (await ResolveAsync(service.Resource)).Variables;

    private Task<ResolvedEnvironment> ResolveAsync(IResource resource, ValueProviderContext? consumer = null) =>
        new ResourceEnvironment(_builder.ExecutionContext, consumer ?? new ValueProviderContext(), _ => false)
            .ResolveAsync(resource, 0, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, TestContext.Current.CancellationToken);
}
