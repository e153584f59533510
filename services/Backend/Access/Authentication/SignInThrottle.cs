using Microsoft.AspNetCore.Http;
using Suite.Platform;

namespace Suite.Access;

/// <summary>
/// Slows down guessing: of one name from one address, from one address, and of one name from everywhere. The last allows many
/// more, so that a stranger cannot easily lock a user out.
/// </summary>
internal sealed class SignInThrottle(Db db, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestBlock = TimeSpan.FromMinutes(15);

    /// <summary>Counts an attempt. How long to wait when there were too many; then the password must not be looked at.</summary>
    public async Task<TimeSpan?> BeginAsync(SignInAttempt attempt, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var keys = attempt.Limits.Keys.ToArray();
        var until = await db.FirstAsync(
            AccessSql.BlockedUntil, args => args.Add(keys), row => row.TimeOrNull(0), cancel);
        if (until > now)
            return until - now;

        var counted = await db.QueryAsync(
            AccessSql.CountAttempt,
            args => args.Add(keys).Add(now).Add(Window),
            row => (Key: row.GetString(0), Failures: row.GetInt32(1)),
            cancel);
        foreach (var (key, failures) in counted.Where(count => count.Failures >= attempt.Limits[count.Key]))
            await db.ExecuteAsync(
                AccessSql.Block, args => args.Add(key).Add(now + Block(failures - attempt.Limits[key])), cancel);
        return null;
    }

    /// <summary>The password was right: this attempt, and this user's earlier ones from here, count no more.</summary>
    public Task SucceedAsync(SignInAttempt attempt, CancellationToken cancel) =>
        db.ExecuteAsync(
            AccessSql.ForgiveAttempt, args => args.Add(attempt.Limits.Keys.ToArray()).Add(attempt.OwnKey), cancel);

    private static TimeSpan Block(int excess)
    {
        var block = TimeSpan.FromSeconds(5 * Math.Pow(2, Math.Min(excess, 20)));
        return block < LongestBlock ? block : LongestBlock;
    }
}

/// <summary>Who tries, from where.</summary>
internal sealed record SignInAttempt(string Username, string Address)
{
    public string OwnKey => $"name-at:{Username}@{Address}";

    /// <summary>Failures within a quarter of an hour before one must wait.</summary>
    public IReadOnlyDictionary<string, int> Limits => new Dictionary<string, int>
    {
        [OwnKey] = 5,
        [$"at:{Address}"] = 50,
        [$"name:{Username}"] = 100,
    };

    public static SignInAttempt Of(HttpContext context, string username) =>
        new(username, context.ClientAddress() ?? "unknown");
}
