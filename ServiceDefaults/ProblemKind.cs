using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Suite.ServiceDefaults;

/// <summary>
/// An expected failure with a name: a stable <paramref name="Code"/> that programs may test for, and the HTTP
/// <paramref name="Status"/> that goes with it. Answers are problem details (RFC 9457) of type <c>urn:suite:problem:{code}</c>.
/// </summary>
public sealed record ProblemKind(string Code, int Status)
{
    /// <summary>The answer for this failure. <paramref name="detail"/> is a sentence for a person.</summary>
    public ProblemHttpResult ToResult(string detail, IReadOnlyDictionary<string, object?>? extensions = null)
    {
        var all = new Dictionary<string, object?> { ["code"] = Code };
        foreach (var (key, value) in extensions ?? new Dictionary<string, object?>())
            all[key] = value;
        return TypedResults.Problem(detail, statusCode: Status, type: $"urn:suite:problem:{Code}", extensions: all);
    }

    /// <summary>The same failure as an exception, for code that cannot return a result; the handler turns it back.</summary>
    public ProblemException ToException(string detail) => new(this, detail);
}

/// <summary>An expected failure thrown from deep inside; the exception handler answers with <see cref="Kind"/>.</summary>
public sealed class ProblemException(ProblemKind kind, string detail) : Exception(detail)
{
    public ProblemKind Kind { get; } = kind;
}
