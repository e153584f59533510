using Suite.ServiceDefaults;

namespace Suite.Gateway;

internal static class Problems
{
    public static readonly ProblemKind UpstreamUnreachable = new("upstream-unreachable", StatusCodes.Status502BadGateway);
    public static readonly ProblemKind UpstreamUnavailable = new("upstream-unavailable", StatusCodes.Status503ServiceUnavailable);
    public static readonly ProblemKind UpstreamTimeout = new("upstream-timeout", StatusCodes.Status504GatewayTimeout);
    public static readonly ProblemKind BadOrigin = new("bad-origin", StatusCodes.Status403Forbidden);
}
