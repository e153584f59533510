namespace Suite.Dashboard.TelemetryApi;

internal static class TelemetryRoutes
{
    public const string Base = "/api/telemetry";

    public static void AddTelemetryApi(this IServiceCollection services)
    {
        services.AddSingleton<TelemetryKey>();
        services.AddSingleton<RunDesk>();
        services.AddSingleton<Following>();
    }

    public static void MapTelemetryApi(this IEndpointRouteBuilder app)
    {
        var programs = app.MapGroup(Base);
        programs.MapReadResources();
        programs.MapReadLogs();
        programs.MapReadSpans();
        programs.MapReadTraces();
        programs.MapReadTrace();
        programs.MapReadMetrics();
        programs.MapExportTelemetry();
        programs.MapImportTelemetry();

        var views = programs.MapGroup("/views");
        views.MapListRuns();
        views.MapListResources();
        views.MapSearchLogs();
        views.MapListLogFields();
        views.MapSearchTraces();
        views.MapListSpanFields();
        views.MapShowTrace();
        views.MapDrawMap();
        views.MapListInstruments();
        views.MapShowSeries();
        views.MapListModelCalls();
        views.MapWatchChanges();
    }
}
