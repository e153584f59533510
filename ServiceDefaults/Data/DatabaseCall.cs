using System.Diagnostics;
using System.Diagnostics.Metrics;
using Npgsql;

namespace Suite.ServiceDefaults;

/// <summary>
/// One call to PostgreSQL or Redis, from sending it to having read its answer: a measurement of meter <c>Suite.Database</c>, by
/// OpenTelemetry's semantic conventions for database clients. What the driver makes no span of that could be read (commits, Redis)
/// gets one of source <c>Suite.Database</c>, where a recorded span waits for it.
/// </summary>
public readonly struct DatabaseCall
{
    /// <summary>The name of the meter and of the source.</summary>
    public const string Name = "Suite.Database";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "db.client.operation.duration", "s", "From sending a statement to having read its answer.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [.0005, .001, .0025, .005, .01, .025, .05, .1, .25, 1, 5] });

    private readonly string _system;
    private readonly string _key;
    private readonly string _what;
    private readonly long _started;
    private readonly Activity? _span;

    private DatabaseCall(string system, string key, string what, Activity? span) =>
        (_system, _key, _what, _span, _started) = (system, key, what, span, Duration.Enabled ? Stopwatch.GetTimestamp() : 0);

    /// <summary>A statement of PostgreSQL, which has the driver's own span.</summary>
    /// <param name="name">The statement's name: one of few, never its text.</param>
    public static DatabaseCall Statement(string name) => new("postgresql", "db.query.summary", name, null);

    /// <summary>The end of a transaction, when what it wrote goes to disk.</summary>
    public static DatabaseCall Commit() => new("postgresql", "db.query.summary", "commit", Span("commit", "postgresql"));

    /// <summary>A command of Redis.</summary>
    public static DatabaseCall Redis(string command) => new("redis", "db.operation.name", command, Span(command, "redis"));

    /// <summary>Call it once, when the answer has been read or the call has failed.</summary>
    public void End(Exception? failure = null)
    {
        var error = failure is null ? null : ErrorOf(failure);
        if (error is not null)
            _span?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error, failure!.Message);
        _span?.Dispose();
        if (_started == 0)
            return;
        var seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        if (error is null)
            Duration.Record(seconds, new("db.system.name", _system), new KeyValuePair<string, object?>(_key, _what));
        else
            Duration.Record(seconds, new("db.system.name", _system), new(_key, _what), new("error.type", error));
    }

    private static string ErrorOf(Exception failure) => failure is PostgresException postgres ? postgres.SqlState : failure.GetType().Name;

    private static Activity? Span(string what, string system) => Activity.Current is { Recorded: true }
        ? Source.StartActivity(what, ActivityKind.Client)?.SetTag("db.system.name", system).SetTag("db.operation.name", what)
        : null;
}
