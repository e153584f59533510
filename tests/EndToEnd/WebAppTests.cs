using System.Diagnostics;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.EndToEnd;

/// <summary>The web app's own checks, so that one command runs all tests.</summary>
public sealed class WebAppTests
{
    [Theory]
    [InlineData("typecheck")]
    [InlineData("lint")]
    [InlineData("test")]
    [InlineData("build")]
    public async Task The_web_app_passes_its_own(string script)
    {
        await NativeSetup.EnsureAsync("web");
        var start = new ProcessStartInfo("npm", ["run", script, "--silent"])
        {
            WorkingDirectory = Path.Combine(Repository.Root, "web"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CI"] = "true";
        using var npm = Process.Start(start)!;
        var errors = npm.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await npm.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await npm.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(npm.ExitCode == 0, $"npm run {script} ended with {npm.ExitCode}:\n{output}\n{await errors}");
    }
}
