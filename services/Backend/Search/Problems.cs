using Microsoft.AspNetCore.Http;
using Suite.ServiceDefaults;

namespace Suite.Search;

internal static class Problems
{
    /// <summary><c>q</c> is missing or blank.</summary>
    public static readonly ProblemKind EmptyQuery = new("empty-query", StatusCodes.Status400BadRequest);

    /// <summary><c>q</c> is longer than the limit.</summary>
    public static readonly ProblemKind QueryTooLong = new("query-too-long", StatusCodes.Status400BadRequest);

    /// <summary><c>mode</c> is none of hybrid, semantic and keyword.</summary>
    public static readonly ProblemKind UnknownMode = new("unknown-mode", StatusCodes.Status400BadRequest);
}
