using Suite.ModelGateway.Local.Text;
using Xunit;

namespace Suite.Tests.Unit.ModelGateway.Text;

public sealed class ExtractiveChatTests
{
    [Fact]
    public void The_most_central_sentences_are_chosen_and_keep_their_order()
    {
        // Three that point one way, and one that stands apart.
        ReadOnlyMemory<float>[] vectors = [new float[] { 0, 1 }, new float[] { 0.6f, 0.8f }, new float[] { 1, 0 }, new float[] { 0.8f, 0.6f }];

        Assert.Equal([1, 3], ExtractiveChat.Central(vectors, 2));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 2)]
    [InlineData(500, 3)]
    public void A_longer_text_gets_a_longer_answer_up_to_three_sentences(int sentences, int answer)
    {
        Assert.Equal(answer, ExtractiveChat.AnswerLength(sentences));
    }
}
