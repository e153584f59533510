using Microsoft.Extensions.Diagnostics.HealthChecks;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Engine;

namespace Suite.Hosting.ResourceService;

/// <summary>A resource as the dashboard gets it.</summary>
internal sealed record ResourceView(
    string Name, string DisplayName, string Type, string? State, string? StateStyle, ResourceHealthWord Health,
    IEnumerable<HealthReportView> HealthReports, int? ExitCode, string? Reason, string? Parent, IEnumerable<EndpointView> Endpoints,
    IEnumerable<EnvironmentView> Environment, int? StartOrder, DateTime? CreatedAt, DateTime? StartedAt, DateTime? ReadyAt,
    DateTime? StoppedAt, IEnumerable<string> WaitsFor, IEnumerable<string> References, IEnumerable<string> WaitingFor, IEnumerable<string> LastLines, IEnumerable<CommandView> Commands, int Replicas)
{
    private const int LinesShown = 10;

    public static ResourceView Of(ResourceEvent current, ResourceLoggerService logs)
    {
        var (resource, snapshot) = (current.Resource, current.Snapshot);
        return new(
            resource.Name, resource.Name, snapshot.ResourceType, snapshot.State?.Text, snapshot.State?.Style, WordOf(snapshot.HealthStatus),
            snapshot.HealthReports.Select(report => new HealthReportView(report.Name, WordOf(report.Status), report.Description)),
            snapshot.ExitCode, snapshot.Reason, resource.ParentOf()?.Name,
            snapshot.Urls.Select(url => new EndpointView(url.Name, url.Url, url.DisplayText)),
            snapshot.EnvironmentVariables.Select(variable => new EnvironmentView(variable.Name, variable.Value, variable.IsSecret)),
            snapshot.StartOrder, snapshot.CreationTimeStamp, snapshot.StartTimeStamp, snapshot.ReadyTimeStamp, snapshot.StopTimeStamp,
            [.. WaitGate.WaitsOf(resource).Select(wait => wait.Resource.Name).Distinct()],
            [.. resource.Annotations.OfType<ResourceRelationshipAnnotation>()
                .Where(relation => relation.Type == KnownRelationshipTypes.Reference).Select(relation => relation.Resource.Name).Distinct()],
            snapshot.WaitingFor, logs.LogOf(resource.Name).Tail(LinesShown).Select(line => line.Content),
            snapshot.Commands.Select(command => new CommandView(command.Name, command.DisplayName, command.State, command.ConfirmationMessage)),
            resource.GetReplicaCount());
    }

    private static ResourceHealthWord WordOf(HealthStatus? status) => status switch
    {
        HealthStatus.Healthy => ResourceHealthWord.Healthy,
        null => ResourceHealthWord.Unknown,
        _ => ResourceHealthWord.Unhealthy,
    };
}

internal enum ResourceHealthWord
{
    Unknown,
    Healthy,
    Unhealthy,
}

internal sealed record HealthReportView(string Name, ResourceHealthWord Status, string? Description);

internal sealed record EndpointView(string? Name, string Url, string? DisplayText);

internal sealed record EnvironmentView(string Name, string? Value, bool Secret);

internal sealed record CommandView(string Name, string DisplayName, ResourceCommandState State, string? Confirmation);

internal sealed record LogLineView(string Line, DateTime At, string Stream)
{
    public static LogLineView Of(LogLine line) => new(line.Content, line.At, line.IsErrorMessage ? "stderr" : "stdout");
}
