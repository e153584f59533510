using System.Net.Sockets;
using Xunit;

namespace Suite.Testing;

/// <summary>A Redis server of the tests' own, on a free port; it can be stopped and started in the middle of a test.</summary>
public sealed class RedisServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("suite-redis-").FullName;
    private string _executable = "";
    private ServerProcess? _server;

    public int Port { get; } = ServerProcess.FreePort();

    public int ProcessId => _server?.Id ?? throw new InvalidOperationException("The server does not run.");

    /// <summary>Further arguments of the server; a test's keeps nothing on disk.</summary>
    public IReadOnlyList<string> Settings { get; init; } = ["--save", ""];

    public string ConnectionString => $"127.0.0.1:{Port}";

    public async ValueTask InitializeAsync()
    {
        _executable = await NativeSetup.PathOfAsync("redis");
        await StartAsync();
    }

    public async Task StartAsync()
    {
        _server = await ServerProcess.StartAsync(
            _executable, ["--port", Port.ToString(), "--bind", "127.0.0.1", "--dir", _folder, .. Settings]);
        await _server.WaitUntilAsync(IsAcceptingAsync, TimeSpan.FromSeconds(30));
    }

    public async Task StopAsync()
    {
        if (_server is null)
            return;
        await _server.DisposeAsync();
        _server = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> IsAcceptingAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
