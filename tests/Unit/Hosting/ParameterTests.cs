using Suite.Hosting;
using Suite.Hosting.ApplicationModel;
using Xunit;

namespace Suite.Tests.Unit.Hosting;

public sealed class ParameterTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("suite-parameters-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public void A_generated_value_that_persists_is_the_same_at_the_next_start_and_only_its_owner_may_read_it()
    {
        var first = Generated(persist: true);
        var second = Generated(persist: true);

        Assert.Equal(first, second);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(Path.Combine(_data, "parameters.json")));
    }

    [Fact]
    public void One_that_does_not_persist_is_new_every_time() => Assert.NotEqual(Generated(persist: false), Generated(persist: false));

    [Fact]
    public void Configuration_comes_before_the_default_with_hyphens_as_underscores_too()
    {
        Assert.Equal("given", Generated(persist: true, "--Parameters:the-key=given"));
        Assert.Equal("given", Generated(persist: true, "--Parameters:the_key=given"));
    }

    [Fact]
    public void One_without_value_or_default_names_the_setting_that_is_missing()
    {
        var parameter = Builder().AddParameter("the-key").Resource;

        var missing = Assert.Throws<MissingParameterValueException>(() => parameter.ValueInternal);

        Assert.Contains("Parameters__the_key", missing.Message);
    }

    [Fact]
    public void A_damaged_file_is_not_silently_replaced()
    {
        File.WriteAllText(Path.Combine(_data, "parameters.json"), "{ half");

        Assert.Throws<DistributedApplicationException>(() => Generated(persist: true));
    }

    [Fact]
    public void A_generated_value_has_the_wanted_length_and_characters()
    {
        var value = new GenerateParameterDefault { MinLength = 40, Special = false, MinNumeric = 5 }.GetDefaultValue();

        Assert.Equal(40, value.Length);
        Assert.True(value.Count(char.IsDigit) >= 5);
        Assert.All(value, character => Assert.True(char.IsAsciiLetterOrDigit(character)));
    }

    [Fact]
    public void A_secret_is_never_published_as_a_default() =>
        Assert.Throws<ArgumentException>(() => Builder().AddParameter("key", "value", publishValueAsDefault: true, secret: true));

    private string Generated(bool persist, params string[] args) =>
        Builder(args).AddParameter("the-key", new GenerateParameterDefault(), secret: true, persist).Resource.ValueInternal;

    private IDistributedApplicationBuilder Builder(params string[] args) =>
        DistributedApplication.CreateBuilder([$"--Suite:Data={_data}", .. args]);
}
