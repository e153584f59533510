using System.Text.Json;
using System.Text.Json.Nodes;
using Suite.ModelGateway.Wire;

namespace Suite.ModelGateway.Providers;

/// <summary>The chat of one provider and model, behind its guard.</summary>
internal sealed class GuardedChat(Choice choice) : IWireChat
{
    public Task<WireReply> SendAsync(JsonObject body, CancellationToken cancel) => choice.Provider.Guard.RunAsync(
        async attempt =>
        {
            // The attempt ends, and its token with it, when the answer begins; the stream goes on.
            var stream = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            try
            {
                await using var limit = attempt.Register(stream.Cancel);
                var reply = await choice.Provider.Chat!.SendAsync(ForModel(body), stream.Token);
                return reply with { Lifetime = stream };
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        },
        cancel);

    /// <summary>The whole answer. Reading it is part of the attempt, so the time limit covers it.</summary>
    public Task<JsonObject> CompleteAsync(JsonObject body, CancellationToken cancel) => choice.Provider.Guard.RunAsync(
        async attempt =>
        {
            using var reply = await choice.Provider.Chat!.SendAsync(ForModel(body), attempt);
            try
            {
                return await JsonNode.ParseAsync(reply.Body, null, WireJson.EachNameOnce, attempt) as JsonObject
                    ?? throw new JsonException("The answer is no object.");
            }
            catch (JsonException malformed)
            {
                throw Problems.ProviderFailed.ToException($"Provider {choice.Provider.Name} answered with something that is not JSON: {malformed.Message}");
            }
        },
        cancel);

    private JsonObject ForModel(JsonObject body)
    {
        var own = (JsonObject)body.DeepClone();
        own["model"] = choice.Model;
        return own;
    }
}
