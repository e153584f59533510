using Npgsql;
using Suite.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Unit.ServiceDefaults;

public sealed class NpgsqlDefaultsTests
{
    [Fact]
    public void A_bare_connection_string_gets_our_pool_and_the_services_name()
    {
        var settings = new NpgsqlConnectionStringBuilder(NpgsqlDefaults.Apply("Host=db;Database=suitedb", "backend"));

        Assert.Equal("backend", settings.ApplicationName);
        Assert.Equal(40, settings.MaxPoolSize);
        Assert.Equal(200, settings.MaxAutoPrepare);
        Assert.Equal(5, settings.Timeout);
        Assert.Equal("UTC", settings.Timezone);
    }

    [Fact]
    public void Whoever_waits_for_a_notice_learns_from_TCP_that_the_server_is_gone_and_is_not_woken_for_it()
    {
        var settings = new NpgsqlConnectionStringBuilder(NpgsqlDefaults.Apply("Host=db", "backend"));

        Assert.True(settings.TcpKeepAlive);
        Assert.InRange(settings.TcpKeepAliveTime, 1, 30);
        Assert.Equal(0, settings.KeepAlive);
    }

    [Fact]
    public void What_the_connection_string_says_itself_is_kept()
    {
        var settings = new NpgsqlConnectionStringBuilder(
            NpgsqlDefaults.Apply("Host=db;MaxPoolSize=7;Application Name=mine", "backend"));

        Assert.Equal("mine", settings.ApplicationName);
        Assert.Equal(7, settings.MaxPoolSize);
    }
}
