using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Suite.ModelGateway.Local.Vision;
using Suite.ModelGateway.Local.Vision.Captions;
using Suite.ServiceDefaults;

namespace Suite.ModelGateway.Tasks;

/// <summary>Has a configured language model describe an image.</summary>
internal sealed class CaptionByModel(IOptions<VisionOptions> options, IChatClient? client = null)
{
    private readonly ChatClientMetadata? _metadata = client?.GetService<ChatClientMetadata>();

    public bool IsConfigured => client is not null;

    public string Provider => _metadata?.ProviderName ?? "model";

    /// <summary>Asks once, and once more when the answer has not the form that was asked for.</summary>
    /// <exception cref="ProblemException">The provider failed (<c>provider-failed</c>) or took too long (<c>model-timeout</c>).</exception>
    public async Task<(CaptionAnswer Answer, string Model)> AskAsync(OpenedImage image, CaptionRequest request, CancellationToken cancel)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(TimeSpan.FromSeconds(options.Value.CaptionTimeoutSeconds));
        try
        {
            return await AskTwiceAsync(image, request, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw Problems.ModelTimeout.ToException($"{Provider} did not describe the image within {options.Value.CaptionTimeoutSeconds} s.");
        }
        catch (Exception failure) when (failure is not (ProblemException or OperationCanceledException))
        {
            throw Problems.ProviderFailed.ToException($"{Provider} failed: {failure.Message}");
        }
    }

    private async Task<(CaptionAnswer, string)> AskTwiceAsync(OpenedImage image, CaptionRequest request, CancellationToken cancel)
    {
        var fields = SchemaField.ReadAll(request.Perspective?.SchemaFields);
        var (bytes, contentType) = image.ForUpload();
        var messages = CaptionPrompt.Messages(request, bytes, contentType);
        var chat = CaptionPrompt.Options(request, fields);

        var response = await client!.GetResponseAsync(messages, chat, cancel);
        var (answer, complaint) = CaptionAnswer.Read(response.Text, fields);
        if (answer is null)
        {
            messages.AddRange(response.Messages);
            messages.Add(new ChatMessage(ChatRole.User, $"{complaint} Answer again, with nothing but what was asked for."));
            response = await client!.GetResponseAsync(messages, chat, cancel);
            answer = CaptionAnswer.Read(response.Text, fields).Answer ?? CaptionAnswer.Raw(response.Text);
        }

        if (answer.Text.Length == 0)
            throw Problems.ProviderFailed.ToException($"{Provider} answered with nothing.");
        return (answer, response.ModelId ?? request.Model ?? _metadata?.DefaultModelId ?? "unknown");
    }
}
