var builder = DistributedApplication.CreateBuilder(args);

var postgres = builder.AddPostgres("postgres", port: 5432)
    .WithImage("pgvector/pgvector", "pg17")
    .WithDataVolume("suite-postgres");
var database = postgres.AddDatabase("suitedb");

var redis = builder.AddRedis("redis", port: 6379)
    .WithDataVolume("suite-redis");

var backend = builder.AddProject<Projects.Suite_Backend>("backend")
    .WithHttpEndpoint(port: 3001)
    .WithReference(database).WaitFor(database)
    .WithReference(redis).WaitFor(redis)
    .WithHttpHealthCheck("/health");

builder.AddProject<Projects.Suite_Gateway>("gateway")
    .WithHttpEndpoint(port: 3000)
    .WithReference(backend).WaitFor(backend)
    .WithHttpHealthCheck("/health");

builder.Build().Run();
