using Microsoft.Extensions.Configuration;
using Npgsql;
using Suite.Backend;
using Xunit;

namespace Suite.Tests.Unit.Backend;

public class HostVariablesTests
{
    [Fact]
    public void A_database_url_becomes_a_connection_string()
    {
        var settings = new NpgsqlConnectionStringBuilder(
            HostVariables.ConnectionString("postgresql://us%40er:p%3Aw%2F@db.example:5433/suite%20db?sslmode=verify-full&x=y"));

        Assert.Equal(("db.example", 5433, "suite db"), (settings.Host, settings.Port, settings.Database));
        Assert.Equal(("us@er", "p:w/"), (settings.Username, settings.Password));
        Assert.Equal(SslMode.VerifyFull, settings.SslMode);
    }

    [Fact]
    public void The_port_is_postgres_own_when_none_is_given() =>
        Assert.Equal(5432, new NpgsqlConnectionStringBuilder(HostVariables.ConnectionString("postgres://u@h/d")).Port);

    [Theory]
    [InlineData("mysql://u:secret@h/d")]
    [InlineData("postgres://u:secret@h")]
    [InlineData("secret")]
    public void Another_kind_of_address_is_refused_without_repeating_its_password(string url)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => HostVariables.ConnectionString(url));

        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Our_own_settings_win_over_the_plain_variables()
    {
        var configuration = new ConfigurationManager
        {
            ["DATABASE_URL"] = "postgres://u@other/d",
            ["PORT"] = "9000",
            ["ConnectionStrings:suitedb"] = "Host=ours",
        };

        HostVariables.Apply(configuration);

        Assert.Equal("Host=ours", configuration["ConnectionStrings:suitedb"]);
        Assert.Equal("http://*:9000", configuration["urls"]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("70000")]
    [InlineData("http")]
    public void A_port_that_is_none_is_refused(string port) =>
        Assert.Throws<InvalidOperationException>(() => HostVariables.Apply(new ConfigurationManager { ["PORT"] = port }));
}
