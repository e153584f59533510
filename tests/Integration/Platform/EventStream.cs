using System.Net.Http.Headers;
using System.Text.Json;

namespace Suite.Tests.Integration.Platform;

/// <summary>A client of <c>/api/live</c>, reading as the EventSource of a browser does.</summary>
internal sealed class EventStream(HttpResponseMessage response, StreamReader reader) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public HttpResponseHeaders Headers => response.Headers;

    public string? MediaType => response.Content.Headers.ContentType?.MediaType;

    /// <summary>The last comment that was read.</summary>
    public string? Comment { get; private set; }

    public static async Task<EventStream> OpenAsync(HttpClient client, string query = "", string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/live" + query);
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return new EventStream(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    /// <summary>The next event; null when the server has ended the stream.</summary>
    public async Task<SentEvent?> NextAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var (id, type, data) = ("", "", "");
        while (await reader.ReadLineAsync(limit.Token) is { } line)
        {
            switch (line.Split(": ", 2))
            {
                case ["", var comment]:
                    Comment = comment;
                    break;
                case ["id", var value]:
                    id = value;
                    break;
                case ["event", var value]:
                    type = value;
                    break;
                case ["data", var value]:
                    data = value;
                    break;
                case [""] when data.Length > 0:
                    var json = JsonElement.Parse(data);
                    return new SentEvent(id, type, Frame.Of(json));
            }
        }

        return null;
    }

    public async Task<List<SentEvent>> TakeAsync(int count)
    {
        var events = new List<SentEvent>();
        while (events.Count < count && await NextAsync() is { } sent)
            events.Add(sent);
        return events;
    }

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }
}

internal sealed record SentEvent(string Id, string Type, Frame Frame);
