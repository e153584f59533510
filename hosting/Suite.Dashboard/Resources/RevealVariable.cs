using Microsoft.AspNetCore.Http.HttpResults;

namespace Suite.Dashboard.Resources;

internal static partial class RevealVariable
{
    public sealed record Response(string Value);

    public static void MapRevealVariable(this RouteGroupBuilder group) => group
        .MapPost("/{name}/environment/{variable}/reveal", Handle)
        .WithName(nameof(RevealVariable))
        .WithSummary("One secret value, for somebody who asked to see it. A POST, so that no link and no cache can.");

    internal static Results<Ok<Response>, ProblemHttpResult> Handle(
        string name, string variable, ResourceBoard board, ILoggerFactory loggers)
    {
        if (board.Find(name) is not { } resource)
            return Problems.ResourceNotFound.ToResult($"There is no resource {name}.");
        if (Secrets.ValueOf(resource, variable) is not { } value)
            return Problems.VariableNotFound.ToResult($"{name} has no variable {variable}.");
        Log.Revealed(loggers.CreateLogger(nameof(RevealVariable)), variable, name);
        return TypedResults.Ok(new Response(value));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Variable} of {Resource} was shown")]
        public static partial void Revealed(ILogger logger, string variable, string resource);
    }
}
