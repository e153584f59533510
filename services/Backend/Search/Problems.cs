using Microsoft.AspNetCore.Http;
using Suite.ServiceDefaults;

namespace Suite.Search;

internal static class Problems
{
    public static readonly ProblemKind EmptyQuery = new("empty-query", StatusCodes.Status400BadRequest);
    public static readonly ProblemKind QueryTooLong = new("query-too-long", StatusCodes.Status400BadRequest);
    public static readonly ProblemKind UnknownMode = new("unknown-mode", StatusCodes.Status400BadRequest);
}
