using System.Diagnostics;
using Suite.Testing;
using Suite.Tests.Unit.Testing;
using Xunit;
using Xunit.v3;

[assembly: TestPipelineStartup(typeof(TestRunFolder))]

namespace Suite.Tests.Unit.Testing;

public sealed class TestRunFolderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_test_leaves_in_the_temporary_folder_goes_with_the_run()
    {
        var machine = Directory.CreateTempSubdirectory().FullName;

        var output = await RunAsync(machine, nameof(Untidy.A_test_leaves_a_file_behind));

        Assert.Contains("Total: 1, Errors: 0, Failed: 0", output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(machine));
    }

    private static async Task<string> RunAsync(string temporary, string test)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Untidy).Assembly.Location, "-method", $"*.{test}", "-explicit", "only"])
        {
            RedirectStandardOutput = true,
            Environment = { ["TMPDIR"] = temporary },
        };
        using var run = Process.Start(start)!;
        var output = await run.StandardOutput.ReadToEndAsync(Cancel);
        await run.WaitForExitAsync(Cancel);
        return output;
    }
}

/// <summary>Fails where a run has no folder of its own, and leaves a file there; only the test above runs it.</summary>
public sealed class Untidy
{
    [Fact(Explicit = true)]
    public void A_test_leaves_a_file_behind() => Assert.StartsWith("suite-run-", Path.GetFileName(Path.GetDirectoryName(Path.GetTempFileName())));
}
