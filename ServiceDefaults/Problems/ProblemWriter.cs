using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Suite.ServiceDefaults;

/// <summary>
/// Writes every problem the same way. The framework's own writer gives up when the client's Accept header does not name
/// JSON; a script that says <c>Accept: image/*</c> is better served by a problem than by an empty body.
/// </summary>
internal sealed class ProblemWriter(IOptions<JsonOptions> json, IOptions<ProblemDetailsOptions> problems) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => !context.HttpContext.Response.HasStarted;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        var problem = context.ProblemDetails;
        problem.Status ??= http.Response.StatusCode;
        http.Response.StatusCode = problem.Status.Value;
        problem.Title ??= ReasonPhrases.GetReasonPhrase(problem.Status.Value);

        if (!problem.Extensions.ContainsKey("code"))
        {
            var kind = problem is HttpValidationProblemDetails
                ? CommonProblems.InvalidRequest
                : CommonProblems.OfStatus(problem.Status.Value);
            problem.Extensions["code"] = kind.Code;
            problem.Type = $"urn:suite:problem:{kind.Code}";
        }
        problem.Extensions.TryAdd("traceId", Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier);
        problems.Value.CustomizeProblemDetails?.Invoke(context);

        // The runtime type, so that the errors of a validation problem are written too.
        return new ValueTask(http.Response.WriteAsJsonAsync(
            problem, problem.GetType(), json.Value.SerializerOptions, "application/problem+json", http.RequestAborted));
    }
}
