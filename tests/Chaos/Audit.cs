using Suite.Jobs;

namespace Suite.Tests.Chaos;

/// <summary>Counts what is there when everything has ended, and compares it with what was told.</summary>
internal sealed class Audit(Desk desk, LiveLog live)
{
    private const string Items = "select id, state from jobs.ended_item";
    private const string Jobs = "select id, state, succeeded_items, failed_items, cancelled_items from jobs.job";
    private const string Attempts = "select item_id, count(*) from jobs.attempt_history group by item_id";

    private const string Stuck = """
        select job.id, concat(job.queue, ', waits for ', waiting_for, ', runs after ', run_after, ', items: ', (
            select string_agg(item::text, ', ')
            from (
                select state, step, run_at is not null as backs_off, count(*) from jobs.item where job_id = job.id group by 1, 2, 3
            ) item))
        from jobs.job
        where finished_at is null
        limit 10
        """;

    /// <summary>Prints the counts; false when anything does not agree.</summary>
    public async Task<bool> PassesAsync()
    {
        await PrintAsync("jobs", "select state, count(*) from jobs.job group by state order by state");
        await PrintAsync("items", "select state, count(*) from jobs.ended_item group by state order by state");
        await PrintAsync("attempts", "select outcome, count(*) from jobs.attempt_history group by outcome order by outcome");
        Console.WriteLine($"outputs: {await desk.CountAsync("select count(*) from output")}; live messages: {live.LastSeq}");

        var sound = await desk.CountAsync("select count(*) from jobs.attempt_history where outcome = 'lost'") > 0;
        if (!sound)
            Console.WriteLine("WRONG  no worker died at work");
        foreach (var (offence, sql) in AuditSql.Offences)
            sound &= Report(offence, await desk.CountAsync(sql));
        foreach (var (offence, count) in await ToldWrongAsync())
            sound &= Report(offence, count);
        await PrintStuckAsync();
        return sound;
    }

    private async Task PrintStuckAsync()
    {
        foreach (var (id, states) in await desk.QueryAsync(Stuck, row => (row.GetGuid(0), row.GetString(1))))
        {
            var why = await desk.Control.ExplainAsync(Desk.Team, id, CancellationToken.None);
            var reasons = why?.Reasons.Select(reason => $"[{reason.Code}] {reason.Detail}") ?? [];
            Console.WriteLine($"  {id} {why?.State}: {states}: {string.Join(' ', reasons)}");
        }
    }

    private async Task<List<(string Offence, long Count)>> ToldWrongAsync()
    {
        var items = await desk.QueryAsync(Items, row => (Id: row.GetInt64(0), State: row.GetString(1)));
        var attempts = (await desk.QueryAsync(Attempts, row => (Item: row.GetInt64(0), Count: row.GetInt64(1))))
            .ToDictionary(item => item.Item, item => item.Count);
        var jobs = await desk.QueryAsync(
            Jobs, row => (Id: row.GetGuid(0), Ended: (row.GetString(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4))));
        return
        [
            ("live messages out of sequence", live.OutOfSequence),
            ("items whose last event is not their state", items.Count(item => Told(item.Id).LastOrDefault() != item.State)),
            ("items that were told to have succeeded more than once", items.Count(item =>
                Told(item.Id).Count(state => state == "succeeded") != (item.State == "succeeded" ? 1 : 0))),
            // More often is no mistake: an item that was claimed ahead and given back before it began had no attempt.
            ("items that were told to be leased fewer times than they were", items.Count(item =>
                Told(item.Id).Count(state => state == "leased") < attempts.GetValueOrDefault(item.Id))),
            ("jobs whose last event is not their end", jobs.Count(job => Ended(live.Jobs.GetValueOrDefault(job.Id)) != job.Ended)),
        ];
    }

    private List<string> Told(long item) => live.Items.GetValueOrDefault(item) ?? [];

    private static (string, int, int, int)? Ended(JobChanged? told) =>
        told is null ? null : (told.State, told.SucceededItems, told.FailedItems, told.CancelledItems);

    private async Task PrintAsync(string what, string sql)
    {
        var counts = await desk.QueryAsync(sql, row => (Name: row.GetString(0), Count: row.GetInt64(1)));
        var each = string.Join(", ", counts.Select(count => $"{count.Name} {count.Count}"));
        Console.WriteLine($"{what}: {counts.Sum(count => count.Count)} ({each})");
    }

    private static bool Report(string offence, long count)
    {
        Console.WriteLine($"{(count == 0 ? "  none" : "WRONG ")} {offence}{(count == 0 ? "" : $": {count}")}");
        return count == 0;
    }
}
