using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Suite.ServiceDefaults;

/// <summary>Asks the database the cheapest question over a connection of the pool.</summary>
internal sealed class NpgsqlHealthCheck(NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException failure)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, failure.Message, failure);
        }
    }
}
