using System.Collections.Frozen;
using System.Reflection;

namespace Suite.Platform;

/// <summary>
/// Which constant a statement is: <c>jobs.ClaimSql.Claim</c>. Spans and metrics go by it. Of the process and not of a host, as the
/// constants themselves are.
/// </summary>
internal static class StatementNames
{
    /// <summary>What has no name, in metrics: there are few such statements, and each text would be a series.</summary>
    public const string Other = "other";

    private static readonly Lock Adding = new();
    private static readonly Dictionary<Assembly, string> Modules = [];
    private static volatile FrozenDictionary<string, string>? _names;

    /// <summary>Takes in the constants of every class of <paramref name="assembly"/> that is named <c>…Sql</c>.</summary>
    public static void Add(string module, Assembly assembly)
    {
        lock (Adding)
        {
            if (Modules.TryAdd(assembly, module))
                _names = null;
        }
    }

    /// <summary>The name of a statement; null for one that is no module's constant.</summary>
    public static string? Find(string sql) => (_names ?? Gather()).GetValueOrDefault(sql);

    private static FrozenDictionary<string, string> Gather()
    {
        lock (Adding)
        {
            var names = new Dictionary<string, string>();
            foreach (var (assembly, module) in Modules)
            {
                foreach (var field in Constants(assembly))
                    names.TryAdd((string)field.GetRawConstantValue()!, $"{module}.{field.DeclaringType!.Name}.{field.Name}");
            }

            return _names = names.ToFrozenDictionary();
        }
    }

    private static IEnumerable<FieldInfo> Constants(Assembly assembly) =>
        from type in assembly.GetTypes()
        where type.Name.EndsWith("Sql", StringComparison.Ordinal)
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where field.IsLiteral && field.FieldType == typeof(string)
        select field;
}
