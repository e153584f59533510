using Microsoft.Extensions.Options;
using NpgsqlTypes;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>The queues that modules declared, with the configuration's defaults filled in.</summary>
internal sealed class QueueCatalog(Db db, IEnumerable<QueueDefinition> declared, IOptions<JobsOptions> options)
{
    /// <summary>Writes the declared settings; the program is their owner, so they win over what is stored.</summary>
    public async Task ApplyAsync(CancellationToken cancel)
    {
        foreach (var queue in declared)
            await db.ExecuteAsync(JobSql.DeclareQueue, Settings(queue), cancel);
    }

    /// <summary>Holds a queue for a new job; one that is not there yet is made.</summary>
    public async Task<OpenQueue> HoldAsync(ISql within, string name, CancellationToken cancel)
    {
        OpenQueue? queue;
        while ((queue = await within.FirstAsync<OpenQueue?>(
            JobSql.HoldQueue,
            args => args.Add(name),
            row => new OpenQueue(States.ParseQueue(row.GetString(0)), row.IdOrNull(1), row.GetBoolean(2)),
            cancel)) is null)
        {
            var definition = declared.FirstOrDefault(candidate => candidate.Name == name) ?? new QueueDefinition(name);
            await within.ExecuteAsync(JobSql.EnsureQueue, Settings(definition), cancel);
        }
        return queue;
    }

    private Action<SqlArgs> Settings(QueueDefinition queue) => args => args
        .Add(queue.Name)
        .Add(queue.MaxRunningItems ?? options.Value.QueueConcurrency)
        .Add(queue.MaxRunningJobs, NpgsqlDbType.Integer)
        .Add(queue.MaxItemsPerJob, NpgsqlDbType.Integer)
        .Add(queue.MaxAttempts ?? options.Value.MaxAttempts);
}

/// <summary>A queue that a job is to go into.</summary>
internal sealed record OpenQueue(QueueState State, Guid? TeamId, bool Deleted);
