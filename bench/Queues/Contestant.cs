using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suite.Bench.Queues;

/// <summary>A program that takes an order as its last argument and answers with one line of JSON.</summary>
internal sealed record Contestant(string Program, params string[] Arguments)
{
    public const string OursCommand = "ours";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public static readonly Contestant Ours = new(Environment.ProcessPath!, OursCommand);
    public static readonly Contestant Graphile = Peers.Of("graphile.mjs");
    public static readonly Contestant PgBoss = Peers.Of("pgboss.mjs");
    public static readonly Contestant BullMq = Peers.Of("bullmq.mjs");

    /// <summary>Gives the order, and returns the answer.</summary>
    public async Task<JsonElement> RunAsync(JsonObject order)
    {
        using var process = Start(order);
        return await AnswerAsync(process);
    }

    /// <summary>One process handles what another sends.</summary>
    public async Task<JsonElement> RunApartAsync(JsonObject order)
    {
        using var worker = Start(With(order, "pickupWork"));
        await worker.StandardOutput.ReadLineAsync();
        using (var sender = Start(With(order, "pickupSend")))
            await AnswerAsync(sender);
        return await AnswerAsync(worker);
    }

    private static JsonObject With(JsonObject order, string part)
    {
        var changed = order.DeepClone().AsObject();
        changed["part"] = part;
        return changed;
    }

    private Process Start(JsonObject order) => Process.Start(new ProcessStartInfo(Program, [.. Arguments, order.ToJsonString()])
    {
        WorkingDirectory = AppContext.BaseDirectory,
        RedirectStandardOutput = true,
    })!;

    private static async Task<JsonElement> AnswerAsync(Process process)
    {
        var lines = (await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience)).Split('\n');
        await process.WaitForExitAsync();
        var answer = lines.LastOrDefault(line => line.StartsWith('{'));
        return process.ExitCode == 0 && answer is not null
            ? JsonElement.Parse(answer)
            : throw new InvalidOperationException($"{string.Join(' ', process.StartInfo.ArgumentList)} ended with {process.ExitCode}.");
    }
}
