using Microsoft.Extensions.DependencyInjection;

namespace Suite.Jobs;

/// <summary>Who claims: one of our processes, or an external worker.</summary>
/// <param name="Worker">The name that attempts carry.</param>
/// <param name="Steps">What it can run, as <c>kind/step</c>; items of other steps stay for those who can.</param>
/// <param name="TeamId">Whose items it may have; null: any team's.</param>
internal sealed record Claimant(string Worker, string[] Steps, Guid? TeamId = null)
{
    public static Claimant ThisProcess(IServiceProvider services) =>
        new(services.GetRequiredService<WorkerName>().Name, services.GetRequiredService<ItemHandlers>().Names);
}
