using System.Text;
using Suite.Dashboard.TelemetryApi;
using Suite.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Unit.Dashboard.Telemetry;

public sealed class OtlpFileTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public void A_small_file_that_unfolds_to_a_large_one_is_refused(string between)
    {
        const string line = """{"resourceLogs":[{"scopeLogs":[{"logRecords":[{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}]}]}]}""";
        var records = string.Join(',', Enumerable.Repeat("{}", 20_000));
        var file = between.Length > 0
            ? string.Join(between, Enumerable.Repeat(line, 1000))
            : $$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{{records}}]}]}]}""";

        var refused = Assert.Throws<ProblemException>(() => OtlpFile.Read(Encoding.UTF8.GetBytes(file), mostMemory: 2 << 20).ToList());

        Assert.Equal(CommonProblems.RequestTooLarge, refused.Kind);
        Assert.Equal(20_000, OtlpFile.Read(Encoding.UTF8.GetBytes(file), mostMemory: 8 << 20).Sum(batch => batch.Count));
    }
}
