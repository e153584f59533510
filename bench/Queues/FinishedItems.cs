using System.Text.Json.Nodes;

namespace Suite.Bench.Queues;

/// <summary>A past: finished jobs of ten thousand items each, as the engine would have left them.</summary>
internal static class FinishedItems
{
    private const int JobSize = 10_000;

    public static async Task FillAsync(Rig rig, string name, int count)
    {
        var database = await rig.DatabaseAsync(name);
        await Contestant.Ours.RunAsync(Order.Json(
            new Entry(name, Contestant.Ours, "drain", JobSize, new JsonObject()), database, rig));
        await Rig.ExecuteAsync(database, Sql(count));
        await Rig.ExecuteAsync(database, "vacuum analyze jobs.job, jobs.ended_item");
    }

    // Copies of one job that really ran, and of its items, each with ids of its own.
    private static string Sql(int count) => $"""
        create temporary table past as
        select number, gen_random_uuid() as job_id from generate_series(1, {count / JobSize}) as number;

        insert into jobs.job (id, team_id, queue, kind, state, priority, turn_at, chained, total_items, succeeded_items,
            created_at, started_at, finished_at)
        select past.job_id, team_id, queue, kind, state, priority, turn_at, chained, total_items, succeeded_items,
            created_at - past.number * interval '1 minute', started_at - past.number * interval '1 minute',
            finished_at - past.number * interval '1 minute'
        from past, (select * from jobs.job order by created_at desc limit 1) job;

        insert into jobs.ended_item (id, fence, leased_at, created_at, started_at, finished_at, ordinal, progress, attempts,
            max_attempts, job_id, team_id, queue, kind, step, state, outcome, worker)
        select nextval('jobs.item_id_seq'), nextval('jobs.attempt_id'), leased_at - past.number * interval '1 minute',
            created_at - past.number * interval '1 minute', started_at - past.number * interval '1 minute',
            finished_at - past.number * interval '1 minute', ordinal, progress, attempts, max_attempts, past.job_id, team_id, queue, kind,
            step, state, outcome, worker
        from past, (select * from jobs.ended_item order by id desc limit {JobSize}) item;
        """;
}
