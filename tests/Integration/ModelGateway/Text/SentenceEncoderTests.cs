using Xunit;

namespace Suite.Tests.Integration.ModelGateway.Text;

public sealed class SentenceEncoderTests(SentenceModel model) : IClassFixture<SentenceModel>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Tokens_are_those_of_the_reference_runner()
    {
        Assert.All(ReferenceVector.All, reference => Assert.Equal(reference.Tokens, model.Tokenizer.Encode(reference.Text)));
    }

    [Fact]
    public async Task Every_vector_equals_the_reference_within_a_hundred_thousandth()
    {
        foreach (var reference in ReferenceVector.All)
        {
            var (vectors, _) = await model.Encoder.EncodeAsync([reference.Text], Cancel);

            Assert.True(Difference(reference.Numbers, vectors[0]) <= 1e-5, $"differs: {reference.Text}");
        }
    }

    [Fact]
    public async Task A_batch_gives_the_same_vectors_as_texts_one_by_one_in_order()
    {
        var texts = Enumerable.Repeat(ReferenceVector.All, 5).SelectMany(all => all).ToList();

        var (vectors, tokens) = await model.Encoder.EncodeAsync([.. texts.Select(reference => reference.Text)], Cancel);

        Assert.Equal(texts.Count, vectors.Length);
        Assert.All(texts.Index(), pair => Assert.True(Difference(pair.Item.Numbers, vectors[pair.Index]) <= 1e-5, pair.Item.Text));
        Assert.Equal(texts.Select(reference => reference.Tokens.Length), tokens);
    }

    [Fact]
    public async Task A_vector_has_512_numbers_and_length_1()
    {
        var (vectors, _) = await model.Encoder.EncodeAsync(["a bar chart of four wind farms"], Cancel);

        Assert.Equal(512, vectors[0].Length);
        Assert.Equal(1, vectors[0].Sum(number => number * (double)number), 1e-5);
    }

    [Fact]
    public async Task A_lone_surrogate_is_an_unknown_character_and_no_error()
    {
        var (vectors, _) = await model.Encoder.EncodeAsync(["broken \ud83d text", "broken \ufffd text"], Cancel);

        Assert.Equal(vectors[1], vectors[0]);
    }

    [Fact]
    public async Task A_paraphrase_is_closer_than_another_subject()
    {
        var (vectors, _) = await model.Encoder.EncodeAsync(
            ["The train was delayed by two hours.", "The railway service arrived 120 minutes late.", "Bees produce honey in the hive."], Cancel);

        Assert.True(Dot(vectors[0], vectors[1]) > Dot(vectors[0], vectors[2]) + 0.3);
    }

    private static double Difference(float[] expected, float[] actual) =>
        expected.Zip(actual, (one, other) => (double)Math.Abs(one - other)).Max();

    private static double Dot(float[] one, float[] other) => one.Zip(other, (a, b) => a * (double)b).Sum();
}
