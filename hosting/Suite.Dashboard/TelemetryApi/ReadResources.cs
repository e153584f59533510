using System.Text.Json;
using Suite.Dashboard.Otlp.Json;

namespace Suite.Dashboard.TelemetryApi;

internal static class ReadResources
{
    public static void MapReadResources(this RouteGroupBuilder group) => group
        .MapGet("/resources", Handle)
        .WithName(nameof(ReadResources))
        .WithSummary("For programs: who has sent telemetry, as OTLP resources.");

    internal static Task Handle(HttpRequest request, HttpResponse response, RunDesk desk) => desk.StreamAsync(request, async (run, _, _) =>
    {
        response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteArray("resources", run.Sources, (writer, source) =>
        {
            writer.WriteStartObject();
            writer.WriteAttributes(source.Source.Attributes);
            writer.WriteEndObject();
        });
        json.WriteEndObject();
        return 0;
    });
}
