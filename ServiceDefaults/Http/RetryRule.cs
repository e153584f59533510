using System.Net;
using Polly;

namespace Suite.ServiceDefaults;

/// <summary>Whether a request may be sent again without doing its work twice.</summary>
internal static class RetryRule
{
    private static readonly HashSet<HttpMethod> Idempotent =
        [HttpMethod.Get, HttpMethod.Head, HttpMethod.Options, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Trace];

    public static bool Allows(HttpRequestMessage request, Outcome<HttpResponseMessage> outcome)
    {
        if (!CanBeReadAgain(request.Content))
            return false;
        if (outcome.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError })
            return true;
        return Idempotent.Contains(request.Method)
            && (outcome.Exception is HttpRequestException || IsPassing(outcome.Result?.StatusCode));
    }

    private static bool IsPassing(HttpStatusCode? status) => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private static bool CanBeReadAgain(HttpContent? content) => content switch
    {
        StreamContent => false,
        MultipartContent parts => parts.All(CanBeReadAgain),
        _ => true,
    };
}
