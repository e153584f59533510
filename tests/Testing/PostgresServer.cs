using System.Diagnostics;
using Npgsql;
using Xunit;

namespace Suite.Testing;

/// <summary>
/// A PostgreSQL server of the tests' own, on a free port, with pgvector: one a test assembly
/// (<c>[assembly: AssemblyFixture(typeof(PostgresServer))]</c>), a database a test.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("suite-postgres-").FullName;
    private readonly SemaphoreSlim _creating = new(1);
    private string _bin = "";
    private ServerProcess? _server;
    private int _databases;

    public int Port { get; } = ServerProcess.FreePort();

    /// <summary>The process that all of the server's others are children of.</summary>
    public int ProcessId => _server?.Id ?? throw new InvalidOperationException("The server does not run.");

    /// <summary>
    /// Its parameters, <c>name=value</c>. Durability is kept on where a test restarts the server; fsync alone is given up, for speed.
    /// </summary>
    public IReadOnlyList<string> Settings { get; init; } = ["fsync=off", "max_connections=300", "jit=off"];

    private string Data => Path.Combine(_folder, "data");

    public async ValueTask InitializeAsync()
    {
        _bin = await NativeSetup.PathOfAsync("postgres");
        await File.WriteAllTextAsync(Path.Combine(_folder, "password"), "suite");
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", "-R", "nobody", _folder);
        await using (var initdb = await ServerProcess.StartAsync(
            Path.Combine(_bin, "initdb"),
            ["-D", Data, "-U", "postgres", "--auth-local=trust", "--auth-host=scram-sha-256",
             $"--pwfile={_folder}/password", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            "nobody"))
        {
            await initdb.WaitForSuccessAsync(TimeSpan.FromSeconds(60));
        }

        await StartAsync();
    }

    /// <summary>Starts the server again after <see cref="StopAsync"/>, on the same port and data.</summary>
    public async Task StartAsync()
    {
        _server = await ServerProcess.StartAsync(
            Path.Combine(_bin, "postgres"),
            ["-D", Data, "-p", Port.ToString(), "-k", _folder, "-c", "listen_addresses=127.0.0.1",
             .. Settings.SelectMany(setting => new[] { "-c", setting })],
            "nobody");
        await _server.WaitUntilAsync(IsAcceptingAsync, TimeSpan.FromSeconds(30));
    }

    /// <summary>Stops the server as a restart would: sessions are ended, data is kept. With <c>QUIT</c> as if it had crashed.</summary>
    public async Task StopAsync(string signal = "INT")
    {
        if (_server is null)
            return;
        await _server.SignalAsync(signal);
        await _server.DisposeAsync();
        _server = null;
    }

    /// <summary>Creates an empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await _creating.WaitAsync();
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand($"create database {name}", connection);
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            _creating.Release();
        }

        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Of a database of this server; <c>postgres</c> is always there. A busy machine may take its time to connect.</summary>
    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=postgres;Password=suite;Database={database};Include Error Detail=true;Timeout=60";

    private async Task<bool> IsAcceptingAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
