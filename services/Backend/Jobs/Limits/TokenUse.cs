using Microsoft.Extensions.Logging;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Writes down the tokens that items used, for limits of tokens per minute. They are spent whatever becomes of the item.</summary>
internal sealed partial class TokenUse(Db db, LimitedKeys limited, ILogger<TokenUse> logger)
{
    public async Task WriteAsync(RunningItem item, CancellationToken cancel)
    {
        var tokens = item.TakeTokens();
        if (tokens == 0)
            return;
        try
        {
            if (await limited.AnyOfAsync(item.UsageKeys, cancel))
                await db.ExecuteAsync(LimitSql.RecordTokens, args => args.Add(item.UsageKeys).Add(tokens), cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            // Whatever it is, it is not worth an item that is done, nor its slot: with the next heartbeat, if there is one.
            item.UseTokens(tokens);
            Log.NotWritten(logger, tokens, item.ItemId, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Tokens} tokens of item {ItemId} were not counted: {Reason}")]
        public static partial void NotWritten(ILogger logger, long tokens, long itemId, string reason);
    }
}
