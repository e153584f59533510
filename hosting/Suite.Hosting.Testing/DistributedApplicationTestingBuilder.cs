using System.Reflection;

namespace Suite.Hosting.Testing;

/// <summary>Runs an AppHost's program up to its Build(): free ports, no dashboard unless asked for, a data folder of its own that goes when it is disposed.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary><typeparamref name="TEntryPoint"/> is any type of the AppHost's assembly: <c>Projects.AppHost</c>.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), args, cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        DistributedApplicationTestingBuilderOptions options, string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), options, args, cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint, string[] args, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, new DistributedApplicationTestingBuilderOptions(), args, cancellationToken);

    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint, DistributedApplicationTestingBuilderOptions options, string[] args, CancellationToken cancellationToken = default)
    {
        var main = entryPoint.Assembly.EntryPoint
            ?? throw new InvalidOperationException($"Assembly {entryPoint.Assembly.GetName().Name} of {entryPoint} has no entry point.");
        return await CreateAsync(entryPoint.Assembly, words => RunAsync(main, words), args, options, cancellationToken);
    }

    /// <summary>A program that is not an assembly's entry point: the engine's own tests have many.</summary>
    internal static async Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Assembly assembly, Func<string[], Task> program, string[] args,
        DistributedApplicationTestingBuilderOptions? options = null, CancellationToken cancellationToken = default)
    {
        var run = new AppHostRun(assembly, options ?? new DistributedApplicationTestingBuilderOptions());
        await run.StartAsync(program, args, cancellationToken);
        return run;
    }

    private static async Task RunAsync(MethodInfo main, string[] args)
    {
        if (main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, main.GetParameters().Length == 0 ? null : [args], null) is Task task)
            await task;
    }
}
