using Suite.Testing;
using Xunit;
using Xunit.v3;

[assembly: TestPipelineStartup(typeof(TestRunFolder))]

// One PostgreSQL and one Redis for all tests here; every test has a database of its own.
[assembly: AssemblyFixture(typeof(MachineLock))]
[assembly: AssemblyFixture(typeof(PostgresServer))]
[assembly: AssemblyFixture(typeof(RedisServer))]
