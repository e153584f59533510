using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>Asks the model gateway for a caption. Its failures become <see cref="ItemFailedException"/>, which says if a retry helps.</summary>
internal sealed class ModelClient(IHttpClientFactory clients)
{
    /// <summary>The client's name in the factory.</summary>
    public const string Client = "captioning";

    public async Task<ModelAnswer> CaptionAsync(Stream image, string contentType, ModelRequest request, CancellationToken cancel)
    {
        using var imagePart = new StreamContent(image);
        imagePart.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var requestPart = JsonContent.Create(request, options: SuiteJson.Options);
        using var body = new MultipartFormDataContent { { imagePart, "image", "image" }, { requestPart, "request" } };
        try
        {
            using var http = clients.CreateClient(Client);
            using var response = await http.PostAsync("/api/caption", body, cancel);
            if (!response.IsSuccessStatusCode)
                throw await FailureAsync(response, cancel);
            return await response.Content.ReadFromJsonAsync<ModelAnswer>(SuiteJson.Options, cancel)
                ?? throw new ItemFailedException("The model gateway answered with nothing.", retry: true);
        }
        catch (HttpRequestException e)
        {
            throw new ItemFailedException($"The model gateway could not be asked: {e.Message}", retry: true);
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ItemFailedException("model-timeout: the model gateway did not answer in time.", retry: true);
        }
        catch (JsonException e)
        {
            throw new ItemFailedException($"The model gateway's answer cannot be read: {e.Message}", retry: true);
        }
    }

    private static async Task<ItemFailedException> FailureAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var text = await response.Content.ReadAsStringAsync(cancel);
        var (code, detail) = Problem(text) ?? ($"http-{(int)response.StatusCode}", response.ReasonPhrase);
        // What the gateway says about the image or the request will not change; that a model is away will.
        var retry = response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
            || (int)response.StatusCode >= 500;
        return new ItemFailedException($"{code}: {detail}", retry);
    }

    private static (string Code, string? Detail)? Problem(string text)
    {
        try
        {
            var problem = JsonSerializer.Deserialize<ProblemBody>(text, SuiteJson.Options);
            return problem?.Code is { } code ? (code, problem.Detail) : null;
        }
        catch (JsonException)
        {
            // A proxy in between answers in HTML.
            return null;
        }
    }

    private sealed record ProblemBody(string? Code, string? Detail);
}

/// <summary>What the gateway is asked, beside the image.</summary>
internal sealed record ModelRequest(
    ModelPerspective Perspective,
    IReadOnlyList<string>? Context = null,
    JsonElement? Detections = null,
    string? Text = null,
    int? MaxTokens = null,
    double? Temperature = null,
    double? TopP = null,
    double? RepetitionPenalty = null,
    string? Provider = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Model = null);

internal sealed record ModelPerspective(string Name, string Version, string Prompt, IReadOnlyList<SchemaField> SchemaFields);

/// <summary>What the gateway answered. <paramref name="Result"/> is null when what the model wrote was not JSON.</summary>
/// <param name="Tokens">What the provider says that it used; null when it does not.</param>
internal sealed record ModelAnswer(
    string Text, JsonElement? Result, string Provider, string Model, string Method, double DurationMs, long? Tokens = null);
