using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using NpgsqlTypes;

namespace Suite.Platform;

internal sealed class Outbox(TimeProvider clock, IOptions<JsonOptions> json) : IOutbox
{
    public async Task AddAsync(ISql within, IReadOnlyCollection<NewEvent> events, CancellationToken cancel)
    {
        if (events.Count == 0)
            return;
        // UTF-8 from here to the client: the bytes that are written now are the bytes that are sent.
        var payloads = events.Select(Payload).ToArray();
        await within.ExecuteLastAsync(
            PlatformSql.AddEvents,
            args => args
                .Add(events.Select(e => e.Topic).ToArray())
                .Add(events.Select(e => e.TeamId).ToArray())
                .Add(payloads, NpgsqlDbType.Array | NpgsqlDbType.Text)
                .Add(events.Select(e => e.Live).ToArray())
                .Add(clock.GetUtcNow()),
            cancel);
    }

    private byte[] Payload(NewEvent said)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(said.Payload, said.Payload.GetType(), json.Value.SerializerOptions);
        return payload.Length <= IOutbox.LongestPayload
            ? payload
            : throw new ArgumentException(
                $"An event of {payload.Length} bytes ({said.Topic}) is too large: at most {IOutbox.LongestPayload} are taken.");
    }
}
