using Microsoft.Data.Sqlite;
using Suite.Dashboard.Telemetry;
using Suite.Dashboard.Telemetry.Reading;
using Suite.Dashboard.Telemetry.Runs;
using Suite.Dashboard.Telemetry.Sqlite;
using Suite.ServiceDefaults;

namespace Suite.Dashboard.TelemetryApi;

/// <summary>Opens the run that a question is about, and lets a few questions be answered at once: each takes a core.</summary>
internal sealed class RunDesk(RunFolder runs, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan UsualRange = TimeSpan.FromMinutes(15);

    private readonly SemaphoreSlim _turns = new(Math.Max(2, Environment.ProcessorCount));
    private readonly SemaphoreSlim _streams = new(16);

    /// <summary>Answers from the run that <c>run</c> names, or from the present one.</summary>
    public Task<T> AskAsync<T>(HttpRequest request, Func<RunReader, Parameters, TelemetryQuestion, T> answer) =>
        InTurnAsync(_turns, request, (run, parameters, question) => Task.FromResult(answer(run, parameters, question)));

    /// <summary>The same for answers that are written while they are read, by whoever reads slowly, too: they hold up no question.</summary>
    public Task<T> StreamAsync<T>(HttpRequest request, Func<RunReader, Parameters, TelemetryQuestion, Task<T>> answer) =>
        InTurnAsync(_streams, request, answer);

    /// <summary>The file of the run that is asked for.</summary>
    public string PathOf(Parameters parameters)
    {
        var id = parameters.Text("run") ?? runs.Current;
        if (id is not null && runs.Find(id) is { } path)
            return path;
        throw id == runs.Current
            ? Problems.StoreUnavailable.ToException("Telemetry cannot be kept on disk now; the dashboard's log says why.")
            : Problems.RunNotFound.ToException($"There is no run {id}.");
    }

    public bool IsPresent(Parameters parameters) => parameters.Text("run") is not { } id || id == runs.Current;

    /// <summary>The common parameters. An old run without a range is asked for whole.</summary>
    public TelemetryQuestion Question(RunReader run, Parameters parameters)
    {
        var now = clock.GetUtcNow();
        var bounds = IsPresent(parameters) ? (From: Nanos.Of(now - UsualRange), To: Nanos.Of(now)) : run.Bounds();
        var from = parameters.Time("from", now) is { } begin ? Nanos.Of(begin) : bounds.From;
        var to = parameters.Time("to", now) is { } end ? Nanos.Of(end) : bounds.To;
        if (from > to)
            throw Parameters.Bad("from must be before to.");
        return new TelemetryQuestion
        {
            From = from,
            To = to,
            Resources = parameters.Texts("resource"),
            Text = parameters.Text("text"),
            Where = parameters.Where(),
            Limit = parameters.Whole("limit", 1, 1000, 100),
            After = parameters.Cursor(),
        };
    }

    public void Dispose()
    {
        _turns.Dispose();
        _streams.Dispose();
    }

    private async Task<T> InTurnAsync<T>(SemaphoreSlim turns, HttpRequest request, Func<RunReader, Parameters, TelemetryQuestion, Task<T>> answer)
    {
        var parameters = new Parameters(request.Query);
        var path = PathOf(parameters);
        await turns.WaitAsync(request.HttpContext.RequestAborted);
        try
        {
            using var run = new RunReader(path);
            return await answer(run, parameters, Question(run, parameters));
        }
        catch (Exception failure) when (failure is InvalidDataException || (failure is SqliteException sqlite && Connections.IsDamage(sqlite)))
        {
            throw Damaged(path, failure);
        }
        finally
        {
            turns.Release();
        }
    }

    private ProblemException Damaged(string path, Exception failure)
    {
        // The present run's file is the writer's to judge.
        if (RunLease.IsHeld(path))
            return Problems.RunDamaged.ToException("The file of this run is damaged.");
        runs.PutAside(path, failure.Message);
        return Problems.RunDamaged.ToException("The file of this run is damaged; it was put aside.");
    }
}
