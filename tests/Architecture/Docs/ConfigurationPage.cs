using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.Extensions.Configuration;
using Suite.Dashboard;
using Suite.Gateway;
using Suite.ModelGateway;
using Suite.ServiceDefaults;

namespace Suite.Tests.Architecture.Docs;

/// <summary>docs/configuration.md: every setting of every options class.</summary>
internal static class ConfigurationPage
{
    private const string SectionField = "Section";
    private static readonly string[] Columns = ["Setting", "Default", "Range", "Meaning"];

    /// <summary>What is read by its own name and has no options class.</summary>
    private static readonly string[][] Plain =
    [
        ["`ConnectionStrings:suitedb`", "", "", "Backend: PostgreSQL, in Npgsql's form."],
        ["`ConnectionStrings:redis`", "", "", "Backend: Redis, `host:port,password=…`. Everything works without it, slower."],
        ["`DATABASE_URL`", "", "", "Backend: `postgres://user:password@host:port/database`, where `ConnectionStrings:suitedb` is not set."],
        ["`PORT`", "", "1 to 65535", "Backend: the port to listen on, where `ASPNETCORE_URLS` is not set."],
        ["`TrustedProxies`", "", "", "Backend: networks whose X-Forwarded headers are believed besides this machine, `10.0.0.0/8;fd00::/8`."],
        ["`OTEL_EXPORTER_OTLP_ENDPOINT`", "", "", "Every service: where traces, metrics and logs go. Unset: nowhere. The other `OTEL_…` variables hold too."],
    ];

    public static Page Make()
    {
        var page = new Page(
            "Configuration",
            """
            Settings come from `appsettings.json`, the environment (`Jobs__Lease=00:01:00`) and the command line (`--Jobs:Lease=00:01:00`).
            A service does not start with a value out of its range. Times are `[days.]hours:minutes:seconds`. Addresses of other services
            are given as in .NET's service discovery, `services__backend__http__0=http://…`; the app host sets them.
            """);
        page.Heading("Plain names").Table(Columns, Plain);
        Add(page, "Every service", [typeof(HealthOptions).Assembly]);
        Add(page, "Backend", Modules.All);
        Add(page, "Model gateway", [typeof(ModelsOptions).Assembly]);
        Add(page, "Gateway", [typeof(GatewayOptions).Assembly]);
        Add(page, "Dashboard", [typeof(DashboardOptions).Assembly]);
        return page;
    }

    private static void Add(Page page, string service, IEnumerable<Assembly> assemblies)
    {
        foreach (var options in assemblies.SelectMany(Options))
        {
            page.Heading($"{service}: `{Section(options)}`")
                .Text(Source(options).Summary())
                .Table(Columns, Rows(Section(options), options));
        }
    }

    private static IEnumerable<string[]> Rows(string section, Type options)
    {
        var source = Source(options).Members.OfType<PropertyDeclarationSyntax>().ToDictionary(property => property.Identifier.Text);
        var defaults = Activator.CreateInstance(options, nonPublic: true)!;
        foreach (var property in options.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            var syntax = source[property.Name];
            var key = $"{section}:{property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name ?? property.Name}";
            if (IsOurs(property.PropertyType))
            {
                foreach (var row in Rows(key, property.PropertyType))
                    yield return row;
                continue;
            }

            var range = string.Join(", ", property.GetCustomAttributes<ValidationAttribute>().Select(Limits.Of));
            yield return [$"`{key}`", Default(property.GetValue(defaults), syntax), range, syntax.Summary()];
            if (ElementOf(property.PropertyType) is not { } element)
                continue;
            foreach (var row in Rows($"{key}:0", element))
                yield return row;
        }
    }

    private static string Default(object? value, PropertyDeclarationSyntax syntax)
    {
        var written = syntax.Initializer?.Value.ToString() ?? "";
        // Another machine, another value: the page says how it is found.
        if (written.Contains("Environment.", StringComparison.Ordinal) || written.Contains("AppContext.", StringComparison.Ordinal))
            return $"`{written}`";
        return value is IEnumerable and not string ? "none" : Page.Code(value);
    }

    /// <summary>The options class of a list's elements, if it is one of ours.</summary>
    private static Type? ElementOf(Type list) =>
        list.IsGenericType && list.GetGenericArguments()[0] is { } element && IsOurs(element) ? element : null;

    private static bool IsOurs(Type type) => type.IsClass && type.Assembly.GetName().Name!.StartsWith("Suite.", StringComparison.Ordinal);

    private static IEnumerable<Type> Options(Assembly assembly) =>
        assembly.GetTypes().Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField(SectionField) is not null)
            .OrderBy(Section, StringComparer.Ordinal);

    private static string Section(Type options) => (string)options.GetField(SectionField)!.GetRawConstantValue()!;

    private static ClassDeclarationSyntax Source(Type options) =>
        new[] { "services", "ServiceDefaults", "hosting/Suite.Dashboard" }
            .SelectMany(folder => Sources.Files(folder, $"/{(options.DeclaringType ?? options).Name}.cs"))
            .SelectMany(path => Sources.Syntax(path).DescendantNodes().OfType<ClassDeclarationSyntax>())
            .Single(type => type.Identifier.Text == options.Name);
}
