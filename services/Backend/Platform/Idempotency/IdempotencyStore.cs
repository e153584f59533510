using Microsoft.Extensions.Options;
using NpgsqlTypes;

namespace Suite.Platform;

internal sealed class IdempotencyStore(Db db, IOptions<PlatformOptions> options, TimeProvider clock)
{
    /// <summary>How long an unanswered key is held for a request whose replica may have died.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(5);

    /// <summary>True when the caller is the first with this key and may go on.</summary>
    public async Task<bool> ClaimAsync(IdempotencyKey key, byte[] fingerprint, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return await db.FirstAsync(
            PlatformSql.ClaimIdempotencyKey,
            args => args.Add(key.TeamId).Add(key.Key).Add(fingerprint)
                .Add(now).Add(now + Hold).Add(now + options.Value.IdempotencyKeepFor),
            row => row.GetBoolean(0),
            cancel);
    }

    public Task<KeptRequest?> FindAsync(IdempotencyKey key, CancellationToken cancel) =>
        db.FirstAsync(
            PlatformSql.FindIdempotencyKey,
            args => args.Add(key.TeamId).Add(key.Key),
            row => new KeptRequest(
                row.GetFieldValue<byte[]>(0),
                row.IsDBNull(1)
                    ? null
                    : new KeptAnswer(
                        row.GetInt32(1), row.TextOrNull(2), row.TextOrNull(3), row.IsDBNull(4) ? [] : row.GetFieldValue<byte[]>(4))),
            cancel);

    public Task KeepAsync(IdempotencyKey key, KeptAnswer answer, CancellationToken cancel) =>
        db.ExecuteAsync(
            PlatformSql.KeepAnswer,
            args => args.Add(key.TeamId).Add(key.Key).Add(answer.Status)
                .AddText(answer.ContentType).AddText(answer.Location).Add(answer.Body, NpgsqlDbType.Bytea),
            cancel);

    public Task ForgetAsync(IdempotencyKey key, CancellationToken cancel) =>
        db.ExecuteAsync(PlatformSql.ForgetIdempotencyKey, args => args.Add(key.TeamId).Add(key.Key), cancel);
}

internal sealed record IdempotencyKey(Guid TeamId, string Key);

/// <summary>What is known under a key; <paramref name="Answer"/> is null while the first request runs.</summary>
internal sealed record KeptRequest(byte[] Fingerprint, KeptAnswer? Answer);

internal sealed record KeptAnswer(int Status, string? ContentType, string? Location, byte[] Body);
