using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Suite.ServiceDefaults;

/// <summary>The one place where an exception becomes an answer.</summary>
internal sealed partial class ProblemHandler(ILogger<ProblemHandler> logger) : IExceptionHandler
{
    private const string RetryAfterSeconds = "2";

    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancel)
    {
        var (kind, detail) = Describe(exception);
        if (kind == CommonProblems.DatabaseUnavailable)
        {
            Log.DatabaseAway(logger, http.Request.Method, http.Request.Path, exception.Message);
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
        }
        else if (kind == CommonProblems.InternalError)
        {
            Log.Failed(logger, exception, http.Request.Method, http.Request.Path);
        }

        await kind.ToResult(detail).ExecuteAsync(http);
        return true;
    }

    internal static (ProblemKind Kind, string Detail) Describe(Exception exception) => exception switch
    {
        ProblemException expected => (expected.Kind, expected.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            (CommonProblems.RequestTooLarge, CommonProblems.DetailOfStatus(StatusCodes.Status413PayloadTooLarge)),
        BadHttpRequestException { InnerException: JsonException json } => (CommonProblems.MalformedJson, Place(json)),
        BadHttpRequestException bad => (new(CommonProblems.OfStatus(bad.StatusCode).Code, bad.StatusCode), BindingFailure.Sentence(bad)),
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } =>
            (CommonProblems.InvalidRequest, "Text cannot hold the character U+0000."),
        // Of what clients send only JSON is read by PostgreSQL itself, and it is stricter than our serializer.
        PostgresException { SqlState: PostgresErrorCodes.InvalidTextRepresentation } =>
            (CommonProblems.InvalidRequest, "The JSON holds text that is not Unicode."),
        _ when DatabaseFailure.IsAway(exception) =>
            (CommonProblems.DatabaseUnavailable, "The database does not answer; try again in a moment."),
        _ => (CommonProblems.InternalError, "Something went wrong on our side; the trace id finds it in the logs."),
    };

    // Not the serializer's own message: it names our types.
    private static string Place(JsonException json) => json.LineNumber is { } line
        ? $"The body is not the JSON that was expected, at {json.Path ?? "$"} (line {line + 1}, byte {json.BytePositionInLine + 1})."
        : "The body is not the JSON that was expected.";

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
        public static partial void Failed(ILogger logger, Exception exception, string method, string path);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path}: the database is away ({Reason})")]
        public static partial void DatabaseAway(ILogger logger, string method, string path, string reason);
    }
}
