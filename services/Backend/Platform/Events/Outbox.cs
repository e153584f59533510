using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Suite.Platform;

internal sealed class Outbox(TimeProvider clock, IOptions<JsonOptions> json) : IOutbox
{
    public async Task AddAsync(ISql within, IReadOnlyCollection<NewEvent> events, CancellationToken cancel)
    {
        if (events.Count == 0)
            return;
        var payloads = events.Select(e => JsonSerializer.Serialize(e.Payload, e.Payload.GetType(), json.Value.SerializerOptions));
        await within.ExecuteAsync(
            PlatformSql.AddEvents,
            args => args
                .Add(events.Select(e => e.Topic).ToArray())
                .Add(events.Select(e => e.TeamId).ToArray())
                .Add(payloads.ToArray())
                .Add(events.Select(e => e.Live).ToArray())
                .Add(clock.GetUtcNow()),
            cancel);
    }
}
