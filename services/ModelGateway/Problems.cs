using Suite.ServiceDefaults;

namespace Suite.ModelGateway;

/// <summary>The expected failures of every model; the vision tasks add those of images.</summary>
internal static class Problems
{
    public static readonly ProblemKind InvalidInput = new("invalid-input", StatusCodes.Status400BadRequest);
    public static readonly ProblemKind ModelNotFound = new("model-not-found", StatusCodes.Status404NotFound);
    public static readonly ProblemKind ModelUnavailable = new("model-unavailable", StatusCodes.Status503ServiceUnavailable);
    public static readonly ProblemKind ModelTimeout = new("model-timeout", StatusCodes.Status504GatewayTimeout);
    public static readonly ProblemKind ProviderNotConfigured = new("provider-not-configured", StatusCodes.Status503ServiceUnavailable);
    public static readonly ProblemKind ProviderFailed = new("provider-failed", StatusCodes.Status502BadGateway);
    public static readonly ProblemKind RateLimited = new("rate-limited", StatusCodes.Status429TooManyRequests);
    public static readonly ProblemKind BudgetExhausted = new("budget-exhausted", StatusCodes.Status429TooManyRequests);
}
