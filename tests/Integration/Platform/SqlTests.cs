using System.Reflection;
using Npgsql;
using Suite.Backend;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Platform;

public class SqlTests(PostgresServer postgres)
{
    [Fact]
    public async Task Every_statement_of_every_module_is_valid_against_the_migrated_schema()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        await using var session = await app.Db.OpenSessionAsync(TestContext.Current.CancellationToken);
        var connection = session.Connection;
        var statements = Modules().SelectMany(StatementsOf).ToList();

        Assert.True(statements.Count > 100, $"Only {statements.Count} statements were found.");
        var wrong = new List<string>();
        foreach (var (name, sql) in statements)
        {
            // PREPARE parses and checks types without running: a renamed column fails here, by name.
            await using var prepare = new NpgsqlCommand($"prepare {name} as {sql}", connection);
            try
            {
                await prepare.ExecuteNonQueryAsync();
            }
            catch (PostgresException failure)
            {
                wrong.Add($"{name}: {failure.MessageText}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static IEnumerable<Assembly> Modules() => typeof(BackendHost).Assembly.GetReferencedAssemblies()
        .Where(name => name.Name!.StartsWith("Suite.", StringComparison.Ordinal))
        .Select(Assembly.Load);

    private static IEnumerable<(string Name, string Sql)> StatementsOf(Assembly module) =>
        from type in module.GetTypes()
        where type.Name.EndsWith("Sql", StringComparison.Ordinal)
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        // A private one is a piece that statements share.
        where field is { IsLiteral: true, IsPrivate: false } && field.FieldType == typeof(string)
        select ($"\"{type.Name}.{field.Name}\"", (string)field.GetRawConstantValue()!);
}
