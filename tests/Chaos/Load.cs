using Suite.Jobs;

namespace Suite.Tests.Chaos;

/// <summary>Keeps some two thousand items under way, in jobs of every shape.</summary>
internal sealed class Load(Desk desk, Random random)
{
    private const int Enough = 2_000;
    private static readonly int[] Priorities = [JobPriority.Urgent, JobPriority.High, JobPriority.Normal, JobPriority.Low];

    public async Task RunAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            if (await Desk.TryAsync(() => desk.CountAsync("select count(*) from jobs.item")) >= Enough)
                await Task.Delay(50, CancellationToken.None);
            else
                await EnqueueAsync();
        }
    }

    private async Task EnqueueAsync()
    {
        var queue = random.Next(3) == 0 ? desk.Narrow : Desk.Wide;
        var job = new NewJob(Desk.Team, queue, "chaos", Items(), Priorities[random.Next(4)]);
        switch (random.Next(6))
        {
            case 0:
                job = job with { RunAfter = DateTimeOffset.UtcNow.AddMilliseconds(random.Next(3_000)) };
                break;
            case 1:
                var before = await Desk.TryAsync(() => desk.QueryAsync(
                    "select id from jobs.job where finished_at is null order by random() limit 2", row => row.GetGuid(0)));
                job = job with { DependsOn = before };
                break;
        }

        await Desk.TryAsync(() => desk.Queue.EnqueueAsync(job, CancellationToken.None));
    }

    private List<NewItem> Items() => random.Next(4) switch
    {
        0 => Many("write", 150),
        1 => Many("idle", 100),
        2 => Many("stumble", 60),
        _ => [.. Enumerable.Range(0, 60).Select(i => new NewItem("write", After: i % 3 == 0 ? null : i - 1))],
    };

    private List<NewItem> Many(string step, int most) => [.. Enumerable.Repeat(new NewItem(step), random.Next(1, most))];
}
