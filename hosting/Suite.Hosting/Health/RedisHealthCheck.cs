using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.Health;

/// <summary>Healthy when Redis answers PING; one connection a check, spoken by hand.</summary>
internal sealed class RedisHealthCheck(RedisResource redis) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(redis.PrimaryEndpoint.Host, redis.PrimaryEndpoint.Port, cancellationToken);
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);

            if (redis.PasswordParameter is { } password)
            {
                var answer = await AskAsync(client, reader, ["AUTH", await password.GetValueAsync(cancellationToken) ?? ""], cancellationToken);
                if (answer != "+OK")
                    return HealthCheckResult.Unhealthy($"Redis answers AUTH with '{answer}'.");
            }

            var pong = await AskAsync(client, reader, ["PING"], cancellationToken);
            return pong == "+PONG"
                ? HealthCheckResult.Healthy("Redis answers PING.")
                : HealthCheckResult.Unhealthy($"Redis answers PING with '{pong}'.");
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return HealthCheckResult.Unhealthy(failure.Message);
        }
    }

    private static async Task<string?> AskAsync(TcpClient client, StreamReader reader, string[] words, CancellationToken cancel)
    {
        var request = $"*{words.Length}\r\n" + string.Concat(words.Select(word => $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n"));
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request), cancel);
        return await reader.ReadLineAsync(cancel);
    }
}
