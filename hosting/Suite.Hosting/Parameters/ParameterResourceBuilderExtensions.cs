using Microsoft.Extensions.Configuration;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Parameters;

namespace Suite.Hosting;

public static class ParameterResourceBuilderExtensions
{
    /// <summary>A parameter that configuration must give: <c>Parameters:{name}</c>, or <c>Parameters__{name}</c> in the environment.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.Add(name, null, persist: false, secret);

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter,
        bool publishValueAsDefault = false, bool secret = false)
    {
        if (publishValueAsDefault && secret)
            throw new ArgumentException("A secret may not be published as a default.", nameof(secret));
        return publishValueAsDefault
            ? builder.Add(name, new ConstantParameterDefault(valueGetter), persist: false, secret)
            : builder.AddResource(new ParameterResource(name, _ => valueGetter(), secret));
    }

    /// <summary>Configuration's value, or else <paramref name="value"/>'s, kept from one run to the next with <paramref name="persist"/>.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false) =>
        builder.Add(name, value, persist, secret);

    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(
        this IDistributedApplicationBuilder builder, string name, string configurationKey, bool secret = false) =>
        builder.AddResource(new ParameterResource(
            name, _ => builder.Configuration[configurationKey] ?? throw Missing(name, configurationKey), secret));

    public static IResourceBuilder<ParameterResource> WithDescription(
        this IResourceBuilder<ParameterResource> builder, string description, bool enableMarkdown = false)
    {
        _ = enableMarkdown;
        builder.Resource.Description = description;
        return builder;
    }

    /// <summary>The generated password of a server, kept in the data folder.</summary>
    internal static ParameterResource CreateDefaultPasswordParameter(
        IDistributedApplicationBuilder builder, string name, bool special = true) =>
        Create(builder, name, new GenerateParameterDefault { Special = special }, persist: true, secret: true);

    private static IResourceBuilder<ParameterResource> Add(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault? value, bool persist, bool secret) =>
        builder.AddResource(Create(builder, name, value, persist, secret));

    private static ParameterResource Create(
        IDistributedApplicationBuilder builder, string name, ParameterDefault? value, bool persist, bool secret) =>
        new(name, fallback => Configured(builder.Configuration, name) ?? FromDefault(builder, name, fallback, persist), secret)
        {
            Default = value,
        };

    private static string FromDefault(IDistributedApplicationBuilder builder, string name, ParameterDefault? fallback, bool persist) =>
        (fallback, persist) switch
        {
            (null, _) => throw Missing(name, $"Parameters:{name}"),
            (_, true) => new ParameterStore(builder.Configuration["Suite:Data"]!).GetOrAdd(name, fallback.GetDefaultValue),
            _ => fallback.GetDefaultValue(),
        };

    // Environment variables cannot carry hyphens in every shell: Parameters__model_endpoint serves too.
    private static string? Configured(ConfigurationManager configuration, string name) =>
        configuration[$"Parameters:{name}"] ?? configuration[$"Parameters:{name.Replace('-', '_')}"];

    private static MissingParameterValueException Missing(string name, string key) => new(
        $"Parameter resource could not be used because configuration key '{key}' is missing and the Parameter has no default value. " +
        $"Give it as an environment variable: Parameters__{name.Replace('-', '_')}=…");
}
