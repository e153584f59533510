using System.ComponentModel.DataAnnotations;

namespace Suite.ModelGateway.Providers;

/// <summary>What a provider speaks.</summary>
internal enum ProviderKind
{
    /// <summary>OpenAI's HTTP interface: OpenAI itself, Ollama, vLLM and many more.</summary>
    OpenAi,

    /// <summary>Answers out of a folder of recorded ones: for tests.</summary>
    Recorded,
}

/// <summary>One provider beside the local models, and how patient we are with it.</summary>
internal sealed class ProviderOptions
{
    /// <summary>Its name in answers, in <c>name/model</c> and in metrics.</summary>
    [Required, RegularExpression("^[a-z0-9][a-z0-9-]{0,30}$")]
    public string Name { get; set; } = "openai";

    /// <summary>What it speaks: <c>OpenAi</c>, or <c>Recorded</c> for tests.</summary>
    public ProviderKind Kind { get; set; } = ProviderKind.OpenAi;

    /// <summary>Base address with its <c>/v1</c>; for a recorded provider, the folder.</summary>
    [Required]
    public string Endpoint { get; set; } = "";

    /// <summary>Sent as a bearer token; empty: none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The chat model for requests that leave it open; null when the provider is not for chat.</summary>
    public string? Model { get; set; }

    /// <summary>The embedding model that the provider serves; null when it is not for embeddings.</summary>
    public string? EmbeddingModel { get; set; }

    /// <summary>How long one attempt may take: a whole answer, or the beginning of a stream.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Attempts after the first, for failures that may pass: no connection, 408, 429, 5xx.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 2;

    /// <summary>The wait before the first retry; it doubles, with jitter.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Requests in a minute; 0: any number.</summary>
    [Range(0, int.MaxValue)]
    public int RequestsPerMinute { get; set; }

    /// <summary>Tokens, in and out, in a UTC day; 0: any number. Counted in memory, from what the provider reports.</summary>
    [Range(0, long.MaxValue)]
    public long TokensPerDay { get; set; }
}
