using Xunit.Sdk;
using Xunit.v3;

namespace Suite.Testing;

/// <summary>
/// A temporary folder for each run of a test program, <c>TMPDIR</c> to all that runs in it and is started by it. It goes when the
/// run ends, with what killed processes left there: <c>[assembly: TestPipelineStartup(typeof(TestRunFolder))]</c>.
/// </summary>
public sealed class TestRunFolder : ITestPipelineStartup
{
    private const string Variable = "TMPDIR";

    // rwxrwxrwt, as the machine's own: PostgreSQL and apt work there under accounts of theirs.
    private const UnixFileMode Everyone = (UnixFileMode)0b1_111_111_111;

    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);
    private DirectoryInfo? _folder;

    /// <summary>The temporary folder that all runs on the machine share.</summary>
    public static string Shared { get; private set; } = Path.GetTempPath();

    public ValueTask StartAsync(IMessageSink diagnosticMessageSink)
    {
        Shared = Path.GetTempPath();
        _folder = Directory.CreateTempSubdirectory("suite-run-");
        if (!OperatingSystem.IsWindows())
            _folder.UnixFileMode = Everyone;
        Environment.SetEnvironmentVariable(Variable, _folder.FullName);
        return ValueTask.CompletedTask;
    }

    public ValueTask StopAsync()
    {
        Environment.SetEnvironmentVariable(Variable, _before);
        try
        {
            _folder?.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A process that was killed may still write, and what it leaves is no failure of a test.
        }

        return ValueTask.CompletedTask;
    }
}
