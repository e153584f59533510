using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.JavaScript;

/// <summary>A script of a package.json, run by Node's package manager.</summary>
public class JavaScriptAppResource(string name, string command, string workingDirectory)
    : ExecutableResource(name, command, workingDirectory);

/// <summary>A Vite development server.</summary>
public sealed class ViteAppResource(string name, string command, string workingDirectory)
    : JavaScriptAppResource(name, command, workingDirectory);

/// <summary>Runs once, before the application that it belongs to starts.</summary>
public sealed class JavaScriptInstallerResource(string name, string workingDirectory)
    : ExecutableResource(name, "npm", workingDirectory);

internal sealed class JavaScriptRunScriptAnnotation(string scriptName) : IResourceAnnotation
{
    public string ScriptName { get; } = scriptName;
}
