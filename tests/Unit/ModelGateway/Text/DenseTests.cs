using Suite.ModelGateway.Local.Text;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Text;

public sealed class DenseTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(11)]
    public void The_vector_kernels_agree_with_the_plain_sums(int rows)
    {
        var random = new Random(rows);
        var dense = new Dense(Numbers(random, 40 * 64), Numbers(random, 64), 40, 64);
        var x = Numbers(random, rows * 40);
        float[] expected = new float[rows * 64], actual = new float[rows * 64];

        dense.ApplyScalars(x, rows, expected);
        dense.Apply(x, rows, actual);

        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Fact]
    public void A_layer_multiplies_rows_by_columns_and_adds_the_bias()
    {
        // Output j of input (1, 2) is w[0, j] + 2 · w[1, j] + b[j].
        var weights = Enumerable.Range(0, 64).Select(i => (float)i).ToArray();
        var dense = new Dense(weights, [.. Enumerable.Repeat(0.5f, 32)], 2, 32);
        var y = new float[32];

        dense.Apply([1, 2], 1, y);

        Assert.Equal(Enumerable.Range(0, 32).Select(j => j + (2f * (32 + j)) + 0.5f), y);
    }

    [Fact]
    public void Too_few_rows_are_refused_before_any_memory_is_touched()
    {
        var dense = new Dense(new float[64], new float[32], 2, 32);

        Assert.Throws<ArgumentOutOfRangeException>(() => dense.Apply(new float[3], 2, new float[64]));
    }

    private static float[] Numbers(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
}
