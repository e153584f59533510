using Suite.Hosting.Parameters;
using Suite.Hosting.Processes;

namespace Suite.Hosting.Launchers.Native;

/// <summary>PostgreSQL with pgvector: a cluster in the volume's folder, made at the first start.</summary>
internal sealed class PostgresRecipe : INativeRecipe
{
    private const string DataVolume = "/var/lib/postgresql/data";

    public IReadOnlyList<string> Images { get; } = ["postgres", "pgvector/pgvector"];

    public IReadOnlyList<string> Users { get; } = ["postgres"];

    public async Task PrepareAsync(NativeContainer container, CancellationToken cancel)
    {
        var folder = await container.VolumeAsync(DataVolume, cancel);
        var cluster = Path.Combine(folder, "cluster");
        if (File.Exists(Path.Combine(cluster, "PG_VERSION")))
            return;

        container.Progress("making the database cluster");
        var password = Path.Combine(folder, "password");
        await OwnerOnlyFile.WriteAsync(password, container.Environment["POSTGRES_PASSWORD"], cancel);
        try
        {
            // Made beside and moved: an interrupted initdb leaves no half cluster behind.
            var draft = cluster + ".new";
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
            await container.Folders.MakeAsync(Path.GetFileName(folder), container.User, _ => { }, cancel);
            await RunAsync(
                container, Path.Combine(await BinAsync(container, cancel), "initdb"),
                ["-D", draft, "-U", container.Environment["POSTGRES_USER"], "--auth-local=scram-sha-256", "--auth-host=scram-sha-256",
                 $"--pwfile={password}", "-E", "UTF8", "--locale=C.UTF-8"],
                folder, cancel);
            Directory.Move(draft, cluster);
        }
        finally
        {
            File.Delete(password);
        }
    }

    public async Task<LaunchSpec> DescribeAsync(NativeContainer container, CancellationToken cancel)
    {
        var folder = await container.VolumeAsync(DataVolume, cancel);
        return new LaunchSpec(
            Path.Combine(await BinAsync(container, cancel), "postgres"),
            // No Unix socket: in a deep folder its path is longer than the kernel takes, and the default folder is the system's.
            ["-D", Path.Combine(folder, "cluster"), "-p", $"{container.Port}", "-k", "", "-c", "listen_addresses=localhost",
             "-c", "max_connections=200", .. container.Launch.Environment.Arguments],
            folder)
        {
            User = container.User,
            // "Fast": sessions are ended and data is written. TERM would wait for every client to leave.
            StopSignal = Posix.SigInt,
        };
    }

    private static async Task<string> BinAsync(NativeContainer container, CancellationToken cancel) =>
        Environment.GetEnvironmentVariable("SUITE_POSTGRES_BIN") ?? await container.Setup.WhereAsync("postgres", cancel);

    private static async Task RunAsync(
        NativeContainer container, string program, IReadOnlyList<string> arguments, string folder, CancellationToken cancel)
    {
        var output = new List<string>();
        var spec = new LaunchSpec(program, arguments, folder) { User = container.User };
        var exitCode = await Tool.RunAsync(
            spec,
            line =>
            {
                output.Add(line);
                container.Launch.Log.Line(line);
            },
            cancel);
        if (exitCode != 0)
            throw new DistributedApplicationException($"{Path.GetFileName(program)} failed:\n{string.Join('\n', output.TakeLast(10))}");
    }
}
