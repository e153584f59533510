using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;

namespace Suite.ModelGateway.Providers.OpenAi;

/// <summary>Makes a provider out of a base address, a key and the names of models.</summary>
internal static class OpenAiProvider
{
    // The SDK insists on a key; a provider on one's own machine reads none.
    private const string NoKey = "none";

    public static ModelProvider Create(ProviderOptions options, HttpClient http, TimeProvider clock)
    {
        var client = new OpenAIClient(
            new ApiKeyCredential(string.IsNullOrEmpty(options.ApiKey) ? NoKey : options.ApiKey),
            new OpenAIClientOptions
            {
                Endpoint = new Uri(options.Endpoint),
                Transport = new HttpClientPipelineTransport(http),
                // The guard retries, and knows when not to. Its time limit ends an attempt, and this one a stream's silence.
                RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
                NetworkTimeout = options.Timeout * 2,
            });

        return new ModelProvider(
            options.Name,
            "model",
            options.Model,
            options.Model is null ? null : new OpenAiChat(client.GetChatClient(options.Model)),
            options.EmbeddingModel,
            options.EmbeddingModel is null ? null : new OpenAiEmbeddings(client.GetEmbeddingClient(options.EmbeddingModel), options.Name, options.EmbeddingModel),
            new ProviderGuard(options, clock));
    }
}
