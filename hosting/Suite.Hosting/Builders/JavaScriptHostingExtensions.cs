using Suite.Hosting.ApplicationModel;
using Suite.Hosting.JavaScript;

namespace Suite.Hosting;

public static class JavaScriptHostingExtensions
{
    /// <summary>
    /// A Vite application: <c>npm run {runScriptName}</c> in <paramref name="appDirectory"/>, told its port on the command line and as
    /// <c>PORT</c>. Its packages are installed first, by the child <c>{name}-installer</c>.
    /// </summary>
    public static IResourceBuilder<ViteAppResource> AddViteApp(
        this IDistributedApplicationBuilder builder, string name, string appDirectory, string runScriptName = "dev")
    {
        var app = new ViteAppResource(name, "npm", Path.GetFullPath(appDirectory, builder.AppHostDirectory));
        return builder.AddResource(app)
            .WithAnnotation(new JavaScriptRunScriptAnnotation(runScriptName))
            .WithHttpEndpoint(env: "PORT")
            .WithEnvironment("NODE_ENV", builder.Environment.EnvironmentName == "Development" ? "development" : "production")
            .WithArgs(context =>
            {
                foreach (var word in (string[])["run", runScriptName, "--", "--port"])
                    context.Args.Add(word);
                context.Args.Add(app.GetEndpoint("http").Property(EndpointProperty.Port));
            })
            .WithNpm();
    }

    public static IResourceBuilder<TResource> WithNpm<TResource>(
        this IResourceBuilder<TResource> resource, bool install = true, string? installCommand = null, string[]? installArgs = null)
        where TResource : JavaScriptAppResource
    {
        var builder = resource.ApplicationBuilder;
        var name = $"{resource.Resource.Name}-installer";
        var known = builder.Resources.TryGetByName(name, out var earlier);
        if (!install)
        {
            if (known)
                builder.Resources.Remove(earlier!);
            foreach (var wait in resource.Resource.Annotations.OfType<WaitAnnotation>().Where(wait => wait.Resource == earlier).ToArray())
                resource.Resource.Annotations.Remove(wait);
            return resource;
        }

        var installer = known
            ? builder.CreateResourceBuilder((JavaScriptInstallerResource)earlier!)
            : AddInstaller(resource, name);
        foreach (var arguments in installer.Resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray())
            installer.Resource.Annotations.Remove(arguments);
        installer.WithArgs([installCommand ?? "install", .. installArgs ?? []]);
        return resource;
    }

    private static IResourceBuilder<JavaScriptInstallerResource> AddInstaller<T>(IResourceBuilder<T> app, string name)
        where T : JavaScriptAppResource
    {
        var installer = app.ApplicationBuilder
            .AddResource(new JavaScriptInstallerResource(name, app.Resource.WorkingDirectory))
            .WithParentRelationship(app.Resource)
            .ExcludeFromManifest();
        app.WaitForCompletion(installer);
        return installer;
    }
}
