using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Health;

namespace Suite.Hosting;

public static class PostgresBuilderExtensions
{
    private const int ServerPort = 5432;
    private const string DataFolder = "/var/lib/postgresql/data";
    // PostgreSQL 18's images keep their data one folder further up.
    private const string DataFolderFrom18 = "/var/lib/postgresql";

    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null, int? port = null)
    {
        var server = new PostgresServerResource(
            name, userName?.Resource,
            password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password"));
        var key = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(key, _ => new PostgresHealthCheck(server), null, null));
        builder.Eventing.Subscribe<ResourceReadyEvent>(server, (ready, cancel) => CreateDatabasesAsync(builder, server, ready, cancel));

        return builder.AddResource(server)
            .WithEndpoint(port: port, targetPort: ServerPort, name: PostgresServerResource.PrimaryEndpointName)
            .WithImage("library/postgres", "17.6")
            .WithImageRegistry("docker.io")
            .WithEnvironment("POSTGRES_HOST_AUTH_METHOD", "scram-sha-256")
            .WithEnvironment("POSTGRES_INITDB_ARGS", "--auth-host=scram-sha-256 --auth-local=scram-sha-256")
            .WithEnvironment("POSTGRES_USER", server.UserNameReference)
            .WithEnvironment(context => context.EnvironmentVariables["POSTGRES_PASSWORD"] = server.PasswordParameter)
            .WithHealthCheck(key);
    }

    /// <summary>A database, created when the server is ready and does not have it.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.AddDatabase(name, database.DatabaseName);
        var key = $"{name}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(
            new HealthCheckRegistration(key, _ => new PostgresHealthCheck(database), null, null));
        return builder.ApplicationBuilder.AddResource(database).WithHealthCheck(key);
    }

    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name ?? VolumeName.Default(builder, "data"), DataPath(builder.Resource), isReadOnly);

    public static IResourceBuilder<PostgresServerResource> WithHostPort(this IResourceBuilder<PostgresServerResource> builder, int? port) =>
        builder.WithEndpoint(PostgresServerResource.PrimaryEndpointName, endpoint => endpoint.Port = port);

    private static string DataPath(PostgresServerResource server) =>
        server.TryGetLastAnnotation<ContainerImageAnnotation>(out var image)
        && int.TryParse(image.Tag?.Split('.', '-')[0], out var major) && major >= 18
            ? DataFolderFrom18
            : DataFolder;

    private static async Task CreateDatabasesAsync(
        IDistributedApplicationBuilder builder, PostgresServerResource server, ResourceReadyEvent ready, CancellationToken cancel)
    {
        var logger = ready.Services.GetRequiredService<ResourceLoggerService>().GetLogger(server);
        foreach (var database in builder.Resources.OfType<PostgresDatabaseResource>().Where(database => database.Parent == server))
        {
            if (await PostgresDatabases.CreateAsync(server, database.DatabaseName, cancel))
                logger.LogInformation("Database {Database} created.", database.DatabaseName);
        }
    }
}
