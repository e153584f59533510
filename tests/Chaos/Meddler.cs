namespace Suite.Tests.Chaos;

/// <summary>Does to jobs whatever people may do, at the worst moments.</summary>
internal sealed class Meddler(Desk desk, Random random)
{
    private const string Unfinished = "select id from jobs.job where finished_at is null and state <> 'paused' order by random() limit 1";
    private const string Paused = "select id from jobs.job where state = 'paused' order by random() limit 1";
    private const string Failed = "select id from jobs.job where state in ('failed', 'partial') order by random() limit 1";
    private const string Waiting = "select id from jobs.job where state = 'pending' order by random() limit 5";

    public async Task RunAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await Desk.TryAsync(MeddleAsync);
            await Task.Delay(random.Next(200), CancellationToken.None);
        }
    }

    private async Task<bool> MeddleAsync()
    {
        var (control, cancel) = (desk.Control, CancellationToken.None);
        return random.Next(40) switch
        {
            0 => await ToOneAsync(Unfinished, id => control.CancelAsync(Desk.Team, id, cancel)),
            < 6 => await ToOneAsync(Unfinished, id => control.PauseAsync(Desk.Team, id, cancel)),
            < 14 => await ToOneAsync(Paused, id => control.ResumeAsync(Desk.Team, id, cancel)),
            < 20 => await ToOneAsync(Failed, id => control.RetryAsync(Desk.Team, id, null, cancel)),
            < 30 => await ToOneAsync(Unfinished, id => control.SetPriorityAsync(Desk.Team, id, random.Next(300), cancel)),
            _ => await control.ReorderAsync(Desk.Team, await IdsAsync(Waiting), cancel) > 0,
        };
    }

    private async Task<bool> ToOneAsync<T>(string which, Func<Guid, Task<T>> change)
    {
        var ids = await IdsAsync(which);
        if (ids.Count > 0)
            await change(ids[0]);
        return ids.Count > 0;
    }

    private Task<List<Guid>> IdsAsync(string sql) => desk.QueryAsync(sql, row => row.GetGuid(0));
}
