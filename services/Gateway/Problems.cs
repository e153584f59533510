using Suite.ServiceDefaults;

namespace Suite.Gateway;

internal static class Problems
{
    /// <summary>The service behind this path refused the connection or broke it off.</summary>
    public static readonly ProblemKind UpstreamUnreachable = new("upstream-unreachable", StatusCodes.Status502BadGateway);

    /// <summary>No replica of the service behind this path is healthy, or none is configured.</summary>
    public static readonly ProblemKind UpstreamUnavailable = new("upstream-unavailable", StatusCodes.Status503ServiceUnavailable);

    /// <summary>The service behind this path stayed silent for too long.</summary>
    public static readonly ProblemKind UpstreamTimeout = new("upstream-timeout", StatusCodes.Status504GatewayTimeout);

    /// <summary>A page of another origin wanted to write or to open a socket with the browser's cookie.</summary>
    public static readonly ProblemKind BadOrigin = new("bad-origin", StatusCodes.Status403Forbidden);

    /// <summary>There is no history of health to show: Prometheus, which keeps it, is no part of this run or does not answer.</summary>
    public static readonly ProblemKind HistoryUnavailable = new("history-unavailable", StatusCodes.Status503ServiceUnavailable);
}
