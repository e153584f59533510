using System.Buffers;
using System.Text.Json;

namespace Suite.Hosting.Launchers;

/// <summary>
/// Starts a script's program without npm and its shell between: half a second sooner, and the program gets our signals itself.
/// </summary>
internal static class NpmScript
{
    private static readonly SearchValues<char> Shell = SearchValues.Create("&|;$<>`\"'(*");

    /// <summary>Null when only npm will do: other words than <c>run SCRIPT</c>, a script of several commands, or pre and post scripts.</summary>
    public static (string Command, string[] Arguments)? Direct(string folder, string[] arguments)
    {
        if (arguments is not ["run", var name, .. var rest] || ScriptOf(folder, name) is not { } script || script.AsSpan().ContainsAny(Shell))
            return null;
        var words = script.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var program = Path.Combine(folder, "node_modules", ".bin", words[0]);
        return File.Exists(program)
            ? (program, [.. words.Skip(1), .. rest is ["--", .. var passed] ? passed : rest])
            : null;
    }

    private static string? ScriptOf(string folder, string name)
    {
        var package = Path.Combine(folder, "package.json");
        if (!File.Exists(package))
            return null;
        using var json = JsonDocument.Parse(File.ReadAllText(package));
        return json.RootElement.TryGetProperty("scripts", out var scripts)
            && !scripts.TryGetProperty("pre" + name, out _) && !scripts.TryGetProperty("post" + name, out _)
            && scripts.TryGetProperty(name, out var script)
            ? script.GetString()
            : null;
    }
}
