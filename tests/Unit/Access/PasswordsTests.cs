using Microsoft.Extensions.Options;
using Suite.Access;
using Xunit;

namespace Suite.Tests.Unit.Access;

public sealed class PasswordsTests : IDisposable
{
    private readonly AccessOptions _options = new();
    private readonly Passwords _passwords;

    public PasswordsTests() => _passwords = new Passwords(Options.Create(_options));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_password_itself_matches_its_hash()
    {
        var hash = await _passwords.HashAsync("correct horse", Cancel);

        Assert.True(await _passwords.VerifyAsync("correct horse", hash, Cancel));
        Assert.False(await _passwords.VerifyAsync("correct horsE", hash, Cancel));
        Assert.False(await _passwords.VerifyAsync("correct horse", null, Cancel));
    }

    [Fact]
    public async Task Two_users_with_one_password_have_different_hashes() =>
        Assert.NotEqual(await _passwords.HashAsync("same", Cancel), await _passwords.HashAsync("same", Cancel));

    [Fact]
    public async Task A_hash_of_fewer_iterations_still_counts_and_is_known_to_be_outdated()
    {
        var hash = await _passwords.HashAsync("old", Cancel);
        Assert.False(_passwords.IsOutdated(hash));

        _options.PasswordIterations = 700_000;

        Assert.True(_passwords.IsOutdated(hash));
        Assert.True(await _passwords.VerifyAsync("old", hash, Cancel));
    }

    public void Dispose() => _passwords.Dispose();
}
