namespace Suite.Hosting.ResourceService;

internal sealed class ResourceApi
{
    private bool _up;
    public static void Describe(Dictionary<string, object> environment, IServiceProvider services)
    {
        _ = environment;
        _ = services;
    }

    public Task StartAsync(CancellationToken cancel) { _up = true; return Task.CompletedTask; }

    public Task StopAsync(CancellationToken cancel) { _up = !_up; return Task.CompletedTask; }
}
