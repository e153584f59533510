using NpgsqlTypes;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Runs the statements of <see cref="BoardSql"/>.</summary>
internal sealed class BoardStore(Db db)
{
    public Task<List<AttemptView>> AttemptsAsync(long itemId, CancellationToken cancel) => db.QueryAsync(
        BoardSql.Attempts,
        args => args.Add(itemId),
        row => new AttemptView(
            row.GetInt64(0), row.GetInt32(1), row.GetString(2), row.TextOrNull(3), row.TextOrNull(4), row.Time(5), row.TimeOrNull(6)),
        cancel);

    public async Task<Page<DeadLetter>> DeadLettersAsync(
        Guid teamId, string? queue, string? search, int limit, string? cursor, CancellationToken cancel)
    {
        var from = Paging.Decode<LetterCursor>(cursor);
        var letters = await db.QueryAsync(
            BoardSql.DeadLetters,
            args => args.Add(teamId).AddText(queue).AddText(SearchText.Escape(search))
                .Add(from?.At, NpgsqlDbType.TimestampTz).Add(from?.Id, NpgsqlDbType.Bigint).Add(limit + 1),
            row => DeadLetter.Of(ItemRow.View(row), row.GetString(14), row.GetString(15)),
            cancel);
        return letters.ToPage(limit, letter => new LetterCursor(letter.FinishedAt!.Value, letter.Id));
    }

    private sealed record LetterCursor(DateTimeOffset At, long Id);
}
