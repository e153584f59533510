using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Suite.Jobs;
using Xunit;

namespace Suite.Tests.Unit.Jobs;

public class JobsOptionsTests
{
    [Theory]
    [InlineData(30, 5, 1, null)]
    [InlineData(30, 15, 1, "Jobs:Heartbeat must be less than half of Jobs:Lease.")]
    [InlineData(30, 5, 25, "Jobs:Heartbeat and Jobs:Pulse together must be less than Jobs:Lease.")]
    public void A_lease_that_no_heartbeat_comes_in_time_for_is_refused(int lease, int heartbeat, int pulse, string? refusal)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddJobs();
        builder.Services.Configure<JobsOptions>(options => (options.Lease, options.Heartbeat, options.Pulse) =
            (TimeSpan.FromSeconds(lease), TimeSpan.FromSeconds(heartbeat), TimeSpan.FromSeconds(pulse)));
        using var host = builder.Build();

        var refused = Record.Exception(() => host.Services.GetRequiredService<IOptions<JobsOptions>>().Value) as OptionsValidationException;

        Assert.Equal(refusal, refused?.Message);
    }
}
