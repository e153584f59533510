using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Suite.Charts.Digitising;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Charts.Work;

/// <summary>Has the model gateway read the words of a chart. Its failures become <see cref="ItemFailedException"/>.</summary>
internal sealed class LabelReader(IHttpClientFactory clients)
{
    /// <summary>The client's name in the factory.</summary>
    public const string Client = "charts";

    /// <summary>The words with their middles in pixels of a picture of this size.</summary>
    public async Task<IReadOnlyList<ReadWord>> ReadAsync(
        byte[] image, string contentType, int width, int height, CancellationToken cancel)
    {
        using var body = new ByteArrayContent(image);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        try
        {
            using var http = clients.CreateClient(Client);
            using var response = await http.PostAsync("/api/extract", body, cancel);
            if (!response.IsSuccessStatusCode)
                throw new ItemFailedException(
                    $"The labels could not be read: the model gateway answered {(int)response.StatusCode}.", MayPass(response.StatusCode));
            var answer = await response.Content.ReadFromJsonAsync<Answer>(SuiteJson.Options, cancel);
            return [.. (answer?.Lines ?? []).Select(line => new ReadWord(
                line.Text,
                ((line.Box.X + (line.Box.Width / 2)) * width) - 0.5,
                ((line.Box.Y + (line.Box.Height / 2)) * height) - 0.5,
                line.Confidence))];
        }
        catch (HttpRequestException e)
        {
            throw new ItemFailedException($"The labels could not be read: the model gateway could not be asked ({e.Message}).", retry: true);
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ItemFailedException("The labels could not be read: the model gateway did not answer in time.", retry: true);
        }
        catch (JsonException e)
        {
            throw new ItemFailedException($"The labels could not be read: {e.Message}", retry: true);
        }
    }

    // What the gateway says about the image will not change; that a model is away will.
    private static bool MayPass(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;

    private sealed record Answer(IReadOnlyList<Line>? Lines);

    private sealed record Line(string Text, double Confidence, Box Box);

    /// <summary>Parts of the whole, 0 to 1, from the top left.</summary>
    private sealed record Box(double X, double Y, double Width, double Height);
}
