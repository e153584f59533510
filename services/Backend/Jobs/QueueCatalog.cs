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

    /// <summary>Creates a queue that is not there yet; one that exists stays as it is.</summary>
    public Task EnsureAsync(ISql within, string name, CancellationToken cancel)
    {
        var queue = declared.FirstOrDefault(candidate => candidate.Name == name) ?? new QueueDefinition(name);
        return within.ExecuteAsync(JobSql.EnsureQueue, Settings(queue), cancel);
    }

    private Action<SqlArgs> Settings(QueueDefinition queue) => args => args
        .Add(queue.Name)
        .Add(queue.MaxRunningItems ?? options.Value.QueueConcurrency)
        .Add(queue.MaxRunningJobs, NpgsqlDbType.Integer)
        .Add(queue.MaxItemsPerJob, NpgsqlDbType.Integer)
        .Add(queue.MaxAttempts ?? options.Value.MaxAttempts);
}
