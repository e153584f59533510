using Suite.Dashboard.Telemetry.Segments;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>Who has sent telemetry.</summary>
internal static class ResourceList
{
    public static IReadOnlyList<ResourceView> Run(RunReader run) =>
    [
        .. run.Sources.GroupBy(row => row.Source.Service).OrderBy(same => same.Key, StringComparer.Ordinal).Select(same => new ResourceView(
            same.Key,
            [.. same.OrderByDescending(row => row.LastSeen).Select(row =>
                new InstanceView(row.Source.Instance, Values.Shown(row.Source.Attributes), Nanos.Text(row.LastSeen)))],
            same.Sum(row => row.Spans), same.Sum(row => row.Logs), same.Sum(row => row.Points))),
    ];
}
