using Microsoft.AspNetCore.Http.HttpResults;

namespace Suite.Dashboard.Resources;

internal static class SendCommand
{
    public static void MapSendCommand(this RouteGroupBuilder group) => group
        .MapPost("/{name}/commands/{command}", Handle)
        .WithName(nameof(SendCommand))
        .WithSummary("Start, stop, restart or any other command of a resource.");

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        string name, string command, ResourceBoard board, EngineClient engine, CancellationToken cancel)
    {
        if (board.Find(name) is null)
            return Problems.ResourceNotFound.ToResult($"There is no resource {name}.");
        try
        {
            using var response = await engine.SendCommandAsync(name, command, cancel);
            if (response.IsSuccessStatusCode)
                return TypedResults.NoContent();
            var reason = await response.Content.ReadAsStringAsync(cancel);
            return Problems.CommandFailed.ToResult($"{command} of {name} failed: {EngineAnswer.Reason(reason, response)}");
        }
        catch (HttpRequestException)
        {
            return Problems.EngineUnavailable.ToResult("The engine that runs the resources does not answer.");
        }
    }
}
