using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Parameters;
using Suite.Hosting.Processes;

namespace Suite.Hosting.Launchers.Native;

/// <summary>Redis, its settings in a file: the password would be seen by everyone on the command line.</summary>
internal sealed class RedisRecipe : INativeRecipe
{
    private const string DataVolume = "/data";

    public IReadOnlyList<string> Images { get; } = ["redis"];

    public IReadOnlyList<string> Users { get; } = ["redis"];

    public async Task PrepareAsync(NativeContainer container, CancellationToken cancel)
    {
        var folder = await container.VolumeAsync(DataVolume, cancel);
        var settings = Path.Combine(folder, "redis.conf");
        await OwnerOnlyFile.WriteAsync(settings, string.Join('\n', Settings(container, folder)), cancel);
        await container.VolumeAsync(DataVolume, cancel);
    }

    public async Task<LaunchSpec> DescribeAsync(NativeContainer container, CancellationToken cancel)
    {
        var folder = await container.VolumeAsync(DataVolume, cancel);
        var server = await container.Setup.WhereAsync("redis", cancel);
        return new LaunchSpec(server, [Path.Combine(folder, "redis.conf")], folder) { User = container.User };
    }

    private static IEnumerable<string> Settings(NativeContainer container, string folder)
    {
        yield return $"port {container.Port}";
        yield return "bind 127.0.0.1 -::1";
        yield return $"dir \"{folder}\"";
        if (container.Environment.TryGetValue("REDIS_PASSWORD", out var password))
            yield return $"requirepass \"{password}\"";
        var saves = container.Launch.Resource.TryGetLastAnnotation<RedisPersistenceAnnotation>(out var persistence);
        yield return saves ? $"save {persistence!.Save}" : "save \"\"";
    }
}
