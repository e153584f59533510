using Suite.Hosting.Launchers;
using Xunit;

namespace Suite.Tests.Unit.Hosting;

public sealed class NpmTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("suite-npm-").FullName;

    public NpmTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "node_modules", ".bin"));
        File.WriteAllText(Path.Combine(_folder, "node_modules", ".bin", "vite"), "");
        File.WriteAllText(Path.Combine(_folder, "package-lock.json"), "{}");
        File.WriteAllText(
            Path.Combine(_folder, "package.json"),
            """{ "scripts": { "dev": "vite --host", "both": "vite && vite", "prehooked": "true", "hooked": "vite" } }""");
        File.WriteAllText(Path.Combine(_folder, "node_modules", ".package-lock.json"), "{}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_plain_script_is_started_without_npm()
    {
        var direct = NpmScript.Direct(_folder, ["run", "dev", "--", "--port", "5173"]);

        Assert.NotNull(direct);
        Assert.Equal(Path.Combine(_folder, "node_modules/.bin/vite"), direct.Value.Command);
        Assert.Equal(["--host", "--port", "5173"], direct.Value.Arguments);
    }

    [Theory]
    [InlineData("both")]
    [InlineData("hooked")]
    [InlineData("missing")]
    public void Anything_that_needs_a_shell_or_npm_goes_to_npm(string script)
    {
        File.WriteAllText(
            Path.Combine(_folder, "package.json"), """{ "scripts": { "both": "vite && vite", "prehooked": "true", "hooked": "vite" } }""");

        Assert.Null(NpmScript.Direct(_folder, ["run", script]));
    }

    [Fact]
    public void An_installation_is_spared_until_the_lock_file_changes()
    {
        Assert.True(NpmInstall.IsUpToDate(_folder, ["ci", "--ignore-scripts"]));

        File.SetLastWriteTimeUtc(Path.Combine(_folder, "package-lock.json"), new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.False(NpmInstall.IsUpToDate(_folder, ["ci", "--ignore-scripts"]));
    }

    [Fact]
    public void Installing_one_package_is_never_spared() => Assert.False(NpmInstall.IsUpToDate(_folder, ["install", "left-pad"]));
}
