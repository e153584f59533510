using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Suite.ModelGateway.Local.Text;

/// <summary>
/// Not a language model: it answers with the most central sentences of the user's own text, word for word, and says so in its
/// model name and fingerprint. The same text always gets the same answer.
/// </summary>
internal sealed partial class ExtractiveChat(LocalEmbeddings embeddings) : IChatClient
{
    public const string ModelId = "suite-extractive";
    public const string Method = "extractive";
    public const string Fingerprint = "suite-extractive-v1: sentences of the input, none of its own";

    private const int MaxSentences = 512;
    private const int MaxAnswer = 3;
    private const int SentencesPerAnswered = 4;

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var text = messages.LastOrDefault(message => message.Role == ChatRole.User)?.Text ?? "";
        var sentences = SentenceEnd().Split(text).Select(sentence => sentence.Trim()).Where(sentence => sentence.Length > 0).Take(MaxSentences).ToList();
        if (sentences.Count == 0)
            throw Problems.InvalidInput.ToException($"{ModelId} picks sentences out of the last user message, and there are none.");

        var vectors = await embeddings.GenerateAsync(sentences, cancellationToken: cancellationToken);
        var chosen = Central([.. vectors.Select(embedding => embedding.Vector)], AnswerLength(sentences.Count)).ToList();
        var (input, output) = (vectors.Usage!.InputTokenCount ?? 0, chosen.Sum(index => (long)embeddings.CountTokens(sentences[index])));
        return new ChatResponse(new ChatMessage(
            ChatRole.Assistant, [.. chosen.Select((index, place) => new TextContent((place > 0 ? " " : "") + sentences[index]))]))
        {
            ResponseId = $"chatcmpl-{Guid.NewGuid():N}",
            ModelId = ModelId,
            FinishReason = ChatFinishReason.Stop,
            Usage = new UsageDetails { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = input + output },
            AdditionalProperties = new() { ["system_fingerprint"] = Fingerprint },
        };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    internal static int AnswerLength(int sentences) => Math.Clamp(sentences / SentencesPerAnswered, 1, MaxAnswer);

    /// <summary>The indices, in order, of the vectors that are most like all the others together.</summary>
    internal static IEnumerable<int> Central(IReadOnlyList<ReadOnlyMemory<float>> vectors, int count)
    {
        var sum = new float[vectors[0].Length];
        foreach (var vector in vectors)
        {
            for (var i = 0; i < sum.Length; i++)
                sum[i] += vector.Span[i];
        }

        return vectors
            .Select((vector, index) => (Index: index, Likeness: Dot(vector.Span, sum)))
            .OrderByDescending(sentence => sentence.Likeness)
            .ThenBy(sentence => sentence.Index)
            .Take(count)
            .Select(sentence => sentence.Index)
            .Order();
    }

    private static float Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sum = 0f;
        for (var i = 0; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }

    [GeneratedRegex(@"(?<=[.!?])\s+|\n+")]
    private static partial Regex SentenceEnd();
}
