using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Suite.ModelGateway.Telemetry;
using Suite.ModelGateway.Wire;
using Suite.ServiceDefaults;

namespace Suite.ModelGateway.Providers;

/// <summary>
/// Brings a request to whoever answers it. When the choice was left open and the first provider fails, the next is asked; the
/// answer says who it was.
/// </summary>
internal sealed partial class ModelRouter(
    ProviderCatalogue providers, EmbeddingCache cache, GenAiTelemetry telemetry, ILogger<ModelRouter> logger)
{
    private const string NoProvider =
        "No chat provider is configured. Set Models:Endpoint, Models:Model and, if needed, Models:ApiKey to an OpenAI-compatible one.";

    /// <summary>Whether a chat that leaves the model open can be answered.</summary>
    public bool CanChat => providers.ForChat(null).Count > 0;

    /// <summary>One embedding for each text.</summary>
    /// <exception cref="ProblemException"><c>model-not-found</c>, or the failure of the last provider asked.</exception>
    public Task<Answer<GeneratedEmbeddings<Embedding<float>>>> EmbedAsync(IReadOnlyList<string> texts, string? model, CancellationToken cancel)
    {
        var choices = providers.ForEmbeddings(model);
        if (choices.Count == 0)
            throw Problems.ModelNotFound.ToException($"There is no embedding model {model}.");
        return FirstThatAnswersAsync(
            choices,
            choice => cache.GetAsync(choice.Model, texts, missing => telemetry.MeasureAsync(
                "embeddings",
                choice,
                _ => choice.Provider.Guard.RunAsync(
                    async attempt => await choice.Provider.Embeddings!.GenerateAsync(missing, cancellationToken: attempt), cancel),
                made => new ModelReply(made.Usage, choice.Model))));
    }

    /// <summary>A chat in our own types, for tasks.</summary>
    /// <exception cref="ProblemException"><c>provider-not-configured</c>, or the failure of the last provider asked.</exception>
    public Task<Answer<ChatResponse>> ChatAsync(
        IReadOnlyList<ChatMessage> messages, ChatOptions? options, string? model, CancellationToken cancel) =>
        FirstThatAnswersAsync(
            ChatChoices(model),
            choice => telemetry.MeasureAsync(
                "chat",
                choice,
                async call =>
                {
                    call.Asked(() => MessageContent.Of(messages));
                    using var client = new WireChatClient(new GuardedChat(choice));
                    return await client.GetResponseAsync(messages, options, cancel);
                },
                response => new ModelReply(
                    response.Usage, response.ModelId, response.ResponseId, response.FinishReason?.Value, response.Text)));

    /// <summary>A whole chat completion in OpenAI's wire format.</summary>
    public Task<Answer<JsonObject>> CompleteAsync(JsonObject body, CancellationToken cancel) => FirstThatAnswersAsync(
        ChatChoices(ModelOf(body)),
        choice => telemetry.MeasureAsync(
            "chat",
            choice,
            call =>
            {
                call.Asked(() => MessageContent.Of(body));
                return new GuardedChat(choice).CompleteAsync(body, cancel);
            },
            WireChatClient.ReplyOf));

    /// <summary>A chat completion as server-sent events. It falls back only while nothing has been answered yet.</summary>
    public Task<Answer<WireReply>> StreamAsync(JsonObject body, CancellationToken cancel) => FirstThatAnswersAsync(
        ChatChoices(ModelOf(body)),
        choice => BeginStreamAsync(choice, body, cancel));

    // The call goes on for as long as the stream does, which is the caller's to read and to close.
    private async Task<WireReply> BeginStreamAsync(Choice choice, JsonObject body, CancellationToken cancel)
    {
        var call = telemetry.Begin("chat", choice.Provider.Name, choice.Model);
        try
        {
            call.Asked(() => MessageContent.Of(body));
            var reply = await new GuardedChat(choice).SendAsync(body, cancel);
            return reply with { Body = new StreamWatch(reply.Body, call, choice.Provider.Guard) };
        }
        catch (Exception failure)
        {
            call.Fail(failure);
            call.Dispose();
            throw;
        }
    }

    private IReadOnlyList<Choice> ChatChoices(string? model) => providers.ForChat(model) is { Count: > 0 } choices
        ? choices
        : throw Problems.ProviderNotConfigured.ToException(NoProvider);

    private static string? ModelOf(JsonObject body) =>
        body["model"] is JsonValue model && model.GetValueKind() == JsonValueKind.String ? model.GetValue<string>() : null;

    private async Task<Answer<T>> FirstThatAnswersAsync<T>(IReadOnlyList<Choice> choices, Func<Choice, Task<T>> call)
    {
        for (var i = 0; ; i++)
        {
            var choice = choices[i];
            try
            {
                var value = await call(choice);
                return new Answer<T>(value, choice.Provider.Name, choice.Model, MethodOf(choice));
            }
            catch (ProblemException failure) when (i + 1 < choices.Count && failure.Kind != Problems.InvalidInput)
            {
                telemetry.FellBack(choice.Provider.Name, choices[i + 1].Provider.Name, failure.Kind.Code);
                Log.FallingBack(logger, choice.Provider.Name, choices[i + 1].Provider.Name, failure.Kind.Code);
            }
        }
    }

    private static string MethodOf(Choice choice) =>
        choice.Model == Local.Text.ExtractiveChat.ModelId ? Local.Text.ExtractiveChat.Method : choice.Provider.Method;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Provider {Provider} failed ({Code}): asking {Next}")]
        public static partial void FallingBack(ILogger logger, string provider, string next, string code);
    }
}
