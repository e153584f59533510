namespace Suite.Gateway.Status;

internal static class StatusSetup
{
    public static void AddStatus(this IServiceCollection services)
    {
        services.AddSingleton<ReplicaProbe>();
        services.AddSingleton<StatusMetrics>();
        services.AddSingleton<StatusBoard>();
        services.AddHostedService(provider => provider.GetRequiredService<StatusBoard>());
        services.AddSingleton<HistoryBook>();
    }

    public static void MapStatus(this WebApplication app)
    {
        var status = app.MapGroup("/health").WithTags("Status").AddEndpointFilter<StatusGuard>();
        status.MapGetServices();
        status.MapGetHistory();
    }
}
