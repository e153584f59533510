using Microsoft.Extensions.Options;
using Suite.ModelGateway.Local.Text;
using Suite.ModelGateway.Providers.OpenAi;
using Suite.ModelGateway.Providers.Recorded;
using Suite.ModelGateway.Wire;

namespace Suite.ModelGateway.Providers;

/// <summary>All providers, and which of them may answer a request: the configured ones in their order, then the local models.</summary>
internal sealed class ProviderCatalogue : IDisposable
{
    /// <summary>The model name that leaves the choice to us, as no name at all does.</summary>
    public const string Default = "default";

    private readonly HttpClient _http;
    private readonly IReadOnlyList<ModelProvider> _configured;

    public ProviderCatalogue(IOptions<ModelsOptions> options, LocalEmbeddings embeddings, ExtractiveChat extractive, TimeProvider clock)
    {
        // Not of the factory: its own retries and breakers would multiply those of the guards.
        _http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) }) { Timeout = Timeout.InfiniteTimeSpan };
        _configured = [.. options.Value.AllProviders().Select(provider => Create(provider, clock))];
        Local = new ModelProvider(
            "local", "model", ExtractiveChat.ModelId, new ChatClientWire(extractive, clock), LocalEmbeddings.ModelId, embeddings,
            new ProviderGuard(new ProviderOptions { Name = "local", Retries = 0 }, clock));
    }

    public ModelProvider Local { get; }

    public IEnumerable<ModelProvider> All => [.. _configured, Local];

    /// <summary>
    /// Who may answer a chat, in order. A caller who names a model gets that one or an error; one who leaves it open gets the first
    /// configured provider that answers. The local method, which is no language model, answers only by name.
    /// </summary>
    public IReadOnlyList<Choice> ForChat(string? model)
    {
        var chats = _configured.Where(provider => provider.Chat is not null).ToList();
        if (string.IsNullOrEmpty(model) || model == Default)
            return [.. chats.Select(provider => new Choice(provider, provider.ChatModel!))];
        if (model == ExtractiveChat.ModelId)
            return [new Choice(Local, model)];

        var named = chats.Find(provider => model.StartsWith($"{provider.Name}/", StringComparison.Ordinal));
        if (named is not null)
            return [new Choice(named, model[(named.Name.Length + 1)..])];
        // An unknown name goes to the first provider: it knows its models, and we only the default one.
        return [.. chats.OrderByDescending(provider => provider.ChatModel == model).Take(1).Select(provider => new Choice(provider, model))];
    }

    /// <summary>
    /// Who may embed, in order. Vectors of different models cannot be compared, so only providers of the same model stand in for
    /// each other; left open, it is the local model.
    /// </summary>
    public IReadOnlyList<Choice> ForEmbeddings(string? model) =>
        string.IsNullOrEmpty(model) || model == Default
            ? [new Choice(Local, Local.EmbeddingModel!)]
            : [.. All.Where(provider => provider.EmbeddingModel == model || $"{provider.Name}/{provider.EmbeddingModel}" == model)
                .Select(provider => new Choice(provider, provider.EmbeddingModel!))];

    public void Dispose()
    {
        foreach (var provider in All)
            provider.Guard.Dispose();
        _http.Dispose();
    }

    private ModelProvider Create(ProviderOptions options, TimeProvider clock) => options.Kind switch
    {
        ProviderKind.Recorded => new ModelProvider(
            options.Name, "recorded", options.Model ?? "recorded", new RecordedChat(options.Endpoint), null, null, new ProviderGuard(options, clock)),
        _ => OpenAiProvider.Create(options, _http, clock),
    };
}
