using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Suite.ModelGateway.Providers;

namespace Suite.ModelGateway.Wire;

/// <summary>
/// OpenAI's <c>POST /v1/chat/completions</c>, whole or as a stream. The body passes through as it came, but for the model; headers
/// <c>x-suite-provider</c>, <c>x-suite-model</c> and <c>x-suite-method</c> say who answered and how.
/// </summary>
internal static class CreateChatCompletion
{
    public static void MapCreateChatCompletion(this RouteGroupBuilder group) => group
        .MapPost("/chat/completions", Handle)
        .WithName(nameof(CreateChatCompletion))
        .WithSummary("A chat completion in OpenAI's wire format, streamed when asked.");

    internal static async Task<IResult> Handle(HttpContext http, ModelRouter router, CancellationToken cancel)
    {
        var body = await JsonNode.ParseAsync(http.Request.Body, null, WireJson.EachNameOnce, cancel) as JsonObject;
        if (body?["messages"] is not JsonArray { Count: > 0 } messages || !messages.All(message => message is JsonObject))
            return WireError.Result(Problems.InvalidInput, "`messages` must be a list of at least one message.", "messages");
        if (body["stream"] is { } flag && flag.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
            return WireError.Result(Problems.InvalidInput, "`stream` must be true or false.", "stream");

        if (body["stream"]?.GetValue<bool>() != true)
        {
            var answer = await router.CompleteAsync(body, cancel);
            Sign(http.Response, answer);
            return TypedResults.Json(answer.Value);
        }

        var streamed = await router.StreamAsync(body, cancel);
        Sign(http.Response, streamed);
        return new EventStream(streamed.Value);
    }

    private static void Sign<T>(HttpResponse response, Answer<T> answer)
    {
        response.Headers["x-suite-provider"] = answer.Provider;
        response.Headers["x-suite-model"] = answer.Model;
        response.Headers["x-suite-method"] = answer.Method;
    }
}
