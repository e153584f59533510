using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suite.Dashboard.Resources;

/// <summary>Finds the sentence in an answer that says no.</summary>
internal static class EngineAnswer
{
    public static string Reason(string body, HttpResponseMessage response)
    {
        try
        {
            var json = JsonNode.Parse(body) as JsonObject;
            if ((json?["detail"] ?? json?["message"] ?? json?["error"])?.GetValue<string>() is { Length: > 0 } sentence)
                return sentence;
        }
        catch (JsonException)
        {
            // Plain text, then.
        }
        return body is { Length: > 0 and < 500 } ? body : $"the engine answered {(int)response.StatusCode}.";
    }
}
