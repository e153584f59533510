using Suite.ModelGateway.Local.Text;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Text;

public sealed class TextModelTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(64, 12)]
    [InlineData(64, 128)]
    [InlineData(500, 1)]
    [InlineData(10, 0)]
    public void A_batch_is_cut_into_runs_that_fit_and_hold_every_text_once(int texts, int tokens)
    {
        var batch = Enumerable.Range(0, texts).Select(_ => (ReadOnlyMemory<int>)new int[tokens]).ToList();

        var runs = TextModel.Runs(batch).ToList();

        Assert.Equal(Enumerable.Range(0, texts), runs.SelectMany(run => Enumerable.Range(0, texts).Take(run)));
        Assert.All(runs, run => Assert.True((run.End.Value - run.Start.Value) * tokens <= SentenceEncoder.MaxRows));
    }
}
