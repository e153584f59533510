using System.Text.Json.Nodes;

namespace Suite.ModelGateway.Wire;

/// <summary>A chat in OpenAI's wire format: the request's JSON goes in, the answer's bytes come out.</summary>
internal interface IWireChat
{
    /// <summary>
    /// Sends <paramref name="body"/> and returns when the answer begins. Failures are exceptions; a reply is always an answer.
    /// </summary>
    Task<WireReply> SendAsync(JsonObject body, CancellationToken cancel);
}

/// <summary>The answer: one JSON document, or, when <c>stream</c> was asked for, server-sent events.</summary>
internal sealed record WireReply(Stream Body, IDisposable? Connection = null, IDisposable? Lifetime = null) : IDisposable
{
    public void Dispose()
    {
        Body.Dispose();
        Connection?.Dispose();
        Lifetime?.Dispose();
    }
}
