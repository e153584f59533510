using StackExchange.Redis;

namespace Suite.ServiceDefaults;

/// <summary>How the suite connects to Redis, whichever client makes the connection.</summary>
internal static class RedisDefaults
{
    public static void Apply(ConfigurationOptions options, string clientName)
    {
        options.ClientName = clientName;
        options.AbortOnConnectFail = false;
        // The first use waits this long when Redis is absent, and every command when it hangs.
        options.ConnectTimeout = 1000;
        options.SyncTimeout = 1000;
        options.ReconnectRetryPolicy = new LinearRetry(1000);
    }
}
