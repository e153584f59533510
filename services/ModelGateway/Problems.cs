using Suite.ServiceDefaults;

namespace Suite.ModelGateway;

/// <summary>The expected failures of every model; the vision tasks add those of images.</summary>
internal static class Problems
{
    /// <summary>The input is missing, too long, or refused by the provider.</summary>
    public static readonly ProblemKind InvalidInput = new("invalid-input", StatusCodes.Status400BadRequest);

    /// <summary>There is no model of this name.</summary>
    public static readonly ProblemKind ModelNotFound = new("model-not-found", StatusCodes.Status404NotFound);

    /// <summary>The model is not loaded, or its provider has failed too often and is left alone for a moment.</summary>
    public static readonly ProblemKind ModelUnavailable = new("model-unavailable", StatusCodes.Status503ServiceUnavailable);

    /// <summary>The provider did not answer in time.</summary>
    public static readonly ProblemKind ModelTimeout = new("model-timeout", StatusCodes.Status504GatewayTimeout);

    /// <summary>The request needs a model provider, and none is configured.</summary>
    public static readonly ProblemKind ProviderNotConfigured = new("provider-not-configured", StatusCodes.Status503ServiceUnavailable);

    /// <summary>The provider cannot be reached, or failed, or answered nonsense.</summary>
    public static readonly ProblemKind ProviderFailed = new("provider-failed", StatusCodes.Status502BadGateway);

    /// <summary>The provider is asked more often than its limit allows.</summary>
    public static readonly ProblemKind RateLimited = new("rate-limited", StatusCodes.Status429TooManyRequests);

    /// <summary>The provider's tokens for today are spent.</summary>
    public static readonly ProblemKind BudgetExhausted = new("budget-exhausted", StatusCodes.Status429TooManyRequests);
}
