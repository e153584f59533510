using System.Diagnostics;
using System.Text.Json;

namespace Suite.Bench.Embedding;

/// <summary>The model's JavaScript runner in a Node process of its own.</summary>
internal sealed class ReferenceRunner : IDisposable
{
    private readonly Process _node;

    private ReferenceRunner(Process node) => _node = node;

    /// <summary>Installs the runner beside this program, if that has not been done, and waits until its model is loaded.</summary>
    public static async Task<ReferenceRunner> StartAsync()
    {
        if (!Directory.Exists(Path.Combine(AppContext.BaseDirectory, "node_modules")))
        {
            using var npm = Process.Start(Command("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"))!;
            await npm.StandardOutput.ReadToEndAsync();
            await npm.WaitForExitAsync();
        }

        var runner = new ReferenceRunner(Process.Start(Command("node", "reference.js"))!);
        await runner._node.StandardOutput.ReadLineAsync();
        return runner;
    }

    /// <summary>How many milliseconds it took to embed <paramref name="texts"/> in one call, measured inside.</summary>
    public async Task<double> EmbedAsync(IReadOnlyList<string> texts)
    {
        await _node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(texts));
        var line = await _node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The reference runner ended.");
        return JsonDocument.Parse(line).RootElement.GetProperty("ms").GetDouble();
    }

    public void Dispose()
    {
        _node.Kill();
        _node.Dispose();
    }

    private static ProcessStartInfo Command(string program, params string[] arguments) => new(program, arguments)
    {
        WorkingDirectory = AppContext.BaseDirectory, RedirectStandardInput = true, RedirectStandardOutput = true,
    };
}
