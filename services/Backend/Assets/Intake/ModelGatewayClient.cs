using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Assets.Intake;

/// <summary>The model gateway's tasks that the intake needs. Failures come as <see cref="ItemFailedException"/>.</summary>
internal sealed class ModelGatewayClient(IHttpClientFactory clients)
{
    public const string Name = "model-gateway";

    public Task<Verdict> ModerateAsync(byte[] jpeg, CancellationToken cancel) => AskAsync<Verdict>("/api/moderate", jpeg, cancel);

    public Task<Detections> DetectAsync(byte[] image, CancellationToken cancel) => AskAsync<Detections>("/api/detect", image, cancel);

    public Task<ExtractedText> ExtractAsync(byte[] image, CancellationToken cancel) => AskAsync<ExtractedText>("/api/extract", image, cancel);

    private async Task<T> AskAsync<T>(string task, byte[] image, CancellationToken cancel)
    {
        using var content = new ByteArrayContent(image);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        try
        {
            using var http = clients.CreateClient(Name);
            using var response = await http.PostAsync(task, content, cancel);
            if (!response.IsSuccessStatusCode)
                throw await RefusalAsync(task, response, cancel);
            return await response.Content.ReadFromJsonAsync<T>(SuiteJson.Options, cancel)
                ?? throw new ItemFailedException($"The model gateway answered {task} with nothing.", retry: true);
        }
        catch (JsonException failure)
        {
            throw new ItemFailedException($"The model gateway's answer to {task} cannot be read: {failure.Message}", retry: true);
        }
        catch (Exception failure) when (failure is not ItemFailedException && !cancel.IsCancellationRequested)
        {
            throw new ItemFailedException($"The model gateway cannot be reached for {task}: {failure.Message}", retry: true);
        }
    }

    private static async Task<ItemFailedException> RefusalAsync(string task, HttpResponseMessage response, CancellationToken cancel)
    {
        var body = await response.Content.ReadAsStringAsync(cancel);
        var status = (int)response.StatusCode;
        // The same picture would be refused again; anything else may pass.
        var retry = status is 408 or 429 or >= 500;
        return new ItemFailedException($"The model gateway answered {task} with {status}: {DetailOf(body)}", retry);
    }

    private static string DetailOf(string body)
    {
        try
        {
            if (JsonElement.Parse(body).TryGetProperty("detail", out var detail) && detail.GetString() is { } text)
                return text;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Not a problem body: its beginning must do.
        }

        return body.Length <= 200 ? body : body[..200];
    }
}
