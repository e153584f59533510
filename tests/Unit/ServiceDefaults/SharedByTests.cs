using Suite.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Unit.ServiceDefaults;

public class SharedByTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private readonly SharedBy<object, int> _shared = new();
    private int _made;

    [Fact]
    public async Task All_who_have_the_object_get_what_was_made_once()
    {
        var owner = new object();
        var ready = new TaskCompletionSource();

        var asked = Enumerable.Range(0, 100).Select(_ => _shared.GetAsync(owner, () => MakeAsync(ready.Task), Cancel)).ToList();
        ready.SetResult();

        Assert.All(await Task.WhenAll(asked), value => Assert.Equal(1, value));
        Assert.Equal(2, await _shared.GetAsync(new object(), () => MakeAsync(Task.CompletedTask), Cancel));
    }

    [Fact]
    public async Task Who_goes_away_takes_it_from_nobody()
    {
        var owner = new object();
        var ready = new TaskCompletionSource();
        using var gone = new CancellationTokenSource();

        var first = _shared.GetAsync(owner, () => MakeAsync(ready.Task), gone.Token);
        var second = _shared.GetAsync(owner, () => MakeAsync(ready.Task), Cancel);
        await gone.CancelAsync();
        ready.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(1, await second);
    }

    private async Task<int> MakeAsync(Task ready)
    {
        await ready;
        return Interlocked.Increment(ref _made);
    }
}
