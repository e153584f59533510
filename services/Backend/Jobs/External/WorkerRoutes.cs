using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suite.Access;

namespace Suite.Jobs;

/// <summary>The routes of external workers, and of those who look after them.</summary>
internal static class WorkerRoutes
{
    /// <summary>For bodies that hold no output, in bytes.</summary>
    public const long SmallBody = 256 * 1024;

    public static void MapWorkers(this IEndpointRouteBuilder app)
    {
        var work = app.MapGroup("/api/workers").WithTags("Workers").RequireAuthorization(Policies.Worker);
        work.MapLeaseItems();
        work.MapBeatAttempts();
        work.MapCompleteAttempt();
        work.MapFailAttempt();
        work.MapReleaseAttempt();

        app.MapGroup("/api/workers").WithTags("Workers").RequireAuthorization(Policies.Manager).MapListWorkers();
    }
}
