using Microsoft.Extensions.AI;
using Suite.ModelGateway.Local.Vision;
using Suite.ModelGateway.Local.Vision.Captions;
using Suite.ModelGateway.Providers;
using Suite.ServiceDefaults;

namespace Suite.ModelGateway.Tasks;

/// <summary>How a chat is brought to whoever answers it: <see cref="ModelRouter.ChatAsync"/>.</summary>
internal delegate Task<Answer<ChatResponse>> AskChat(
    IReadOnlyList<ChatMessage> messages, ChatOptions? options, string? model, CancellationToken cancel);

/// <summary>Has a language model describe an image. Time limits and retries are those of the provider asked.</summary>
internal sealed class CaptionByModel(AskChat ask)
{
    /// <summary>Asks once, and once more when the answer has not the form that was asked for.</summary>
    /// <param name="image">What is to be described: <see cref="OpenedImage.ForUpload"/>.</param>
    /// <param name="request">How.</param>
    /// <param name="model">A model of a provider, or null for the first that answers.</param>
    /// <param name="cancel">The caller went away.</param>
    /// <exception cref="ProblemException">Nobody answered, or not in time.</exception>
    public async Task<Answer<CaptionAnswer>> AskAsync(
        (ReadOnlyMemory<byte> Bytes, string ContentType) image, CaptionRequest request, string? model, CancellationToken cancel)
    {
        var fields = SchemaField.ReadAll(request.Perspective?.SchemaFields);
        var messages = CaptionPrompt.Messages(request, image.Bytes, image.ContentType);
        var options = CaptionPrompt.Options(request, fields);

        var response = await ask(messages, options, model, cancel);
        var tokens = response.Value.Usage?.TotalTokenCount;
        var (caption, complaint) = CaptionAnswer.Read(response.Value.Text, fields);
        if (caption is null)
        {
            messages.AddRange(response.Value.Messages);
            messages.Add(new ChatMessage(ChatRole.User, $"{complaint} Answer again, with nothing but what was asked for."));
            response = await ask(messages, options, model, cancel);
            tokens = (tokens ?? 0) + response.Value.Usage?.TotalTokenCount ?? tokens;
            caption = CaptionAnswer.Read(response.Value.Text, fields).Answer ?? CaptionAnswer.Raw(response.Value.Text);
        }

        if (caption.Text.Length == 0)
            throw Problems.ProviderFailed.ToException($"Provider {response.Provider} answered with nothing.");
        return new Answer<CaptionAnswer>(caption with { Tokens = tokens }, response.Provider, response.Model, response.Method);
    }
}
