using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Suite.Platform;

/// <summary>The migrations of one module: its embedded <c>Migrations/NNNN_name.sql</c> files, for its own schema.</summary>
public sealed record ModuleMigrations(string Module, Assembly Assembly);

/// <summary>Registration of migrations.</summary>
public static class MigrationRegistration
{
    /// <summary>
    /// Adds a module's numbered SQL files; they run in registration order of modules, then by number. The module's statements get their
    /// names with it.
    /// </summary>
    public static IServiceCollection AddMigrations(this IServiceCollection services, string module, Assembly assembly)
    {
        StatementNames.Add(module, assembly);
        return services.AddSingleton(new ModuleMigrations(module, assembly));
    }
}
