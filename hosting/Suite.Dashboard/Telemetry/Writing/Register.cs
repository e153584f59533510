using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Segments;
using Suite.Dashboard.Telemetry.Sqlite;

namespace Suite.Dashboard.Telemetry.Writing;

/// <summary>
/// The run's numbers for sources, scopes, instruments and series: rows hold numbers of four bytes instead of texts. New ones are
/// written in the batch that brings them. Each kind has a limit, because all of them stay in memory and in the file as long as the run:
/// every page that a browser loads is a source of its own.
/// </summary>
internal sealed class Register : IDisposable
{
    public const int MostSources = 10_000;
    public const int MostScopes = 10_000;
    public const int MostInstruments = 100_000;

    private readonly ConditionalWeakTable<Source, Known> _sourceObjects = [];
    private readonly ConditionalWeakTable<Scope, Known> _scopeObjects = [];
    private readonly Dictionary<KeyValue[], int> _sources = new(AttributesComparer.Instance);
    private readonly Dictionary<ScopeKey, int> _scopes = [];
    private readonly Dictionary<InstrumentKey, Series> _instruments = [];
    private readonly Statement _insertSource, _insertScope, _insertInstrument, _insertSeries;
    private int _seriesCount;

    public Register(SqliteConnection connection)
    {
        _insertSource = new(connection, TelemetrySql.InsertSource);
        _insertScope = new(connection, TelemetrySql.InsertScope);
        _insertInstrument = new(connection, TelemetrySql.InsertInstrument);
        _insertSeries = new(connection, TelemetrySql.InsertSeries);
        Load(connection);
    }

    /// <returns>Null when the run has as many sources or scopes as it may have.</returns>
    public (int Source, int Scope)? Numbers(Source source, Scope scope, long now) =>
        Number(source, now) is { } ofSource && Number(scope) is { } ofScope ? (ofSource, ofScope) : null;

    private int? Number(Source source, long now)
    {
        if (_sourceObjects.TryGetValue(source, out var known))
            return known.Number;
        if (!_sources.TryGetValue(source.Attributes, out var number))
        {
            if (_sources.Count >= MostSources)
                return null;
            number = _sources.Count + 1;
            _insertSource.Run(number, source.Service, source.Instance, Values.Object(source.Attributes), now);
            _sources.Add(source.Attributes, number);
        }
        _sourceObjects.Add(source, new(number));
        return number;
    }

    private int? Number(Scope scope)
    {
        if (_scopeObjects.TryGetValue(scope, out var known))
            return known.Number;
        var attributes = Values.Object(scope.Attributes);
        var key = new ScopeKey(scope.Name, scope.Version, attributes);
        if (!_scopes.TryGetValue(key, out var number))
        {
            if (_scopes.Count >= MostScopes)
                return null;
            number = _scopes.Count + 1;
            _insertScope.Run(number, scope.Name, scope.Version, attributes);
            _scopes.Add(key, number);
        }
        _scopeObjects.Add(scope, new(number));
        return number;
    }

    /// <summary>The series of one instrument. What makes two instruments different is what the protocol says does.</summary>
    /// <returns>Null when the run has as many instruments as it may have.</returns>
    public Series? Instrument(int source, int scope, Metric metric)
    {
        var key = new InstrumentKey(source, scope, metric.Name, metric.Unit, metric.Kind, metric.Temporality, metric.IsMonotonic);
        if (_instruments.TryGetValue(key, out var series))
            return series;
        if (_instruments.Count >= MostInstruments)
            return null;
        series = new(_instruments.Count + 1);
        _insertInstrument.Run(
            series.Instrument, source, scope, metric.Name, metric.Description, metric.Unit,
            (int)metric.Kind, (int)metric.Temporality, metric.IsMonotonic ? 1 : 0);
        _instruments.Add(key, series);
        return series;
    }

    /// <returns>Null when the run has <paramref name="most"/> series already.</returns>
    public int? Number(Series series, KeyValue[] attributes, int most)
    {
        if (series.Numbers.TryGetValue(attributes, out var number))
            return number;
        if (_seriesCount >= most)
            return null;
        number = ++_seriesCount;
        _insertSeries.Run(number, series.Instrument, Values.Object(attributes));
        series.Numbers.Add(attributes, number);
        return number;
    }

    public void Dispose()
    {
        _insertSource.Dispose();
        _insertScope.Dispose();
        _insertInstrument.Dispose();
        _insertSeries.Dispose();
    }

    // After a batch that failed the file knows better than the memory what was written.
    private void Load(SqliteConnection connection)
    {
        using (var sources = new Statement(connection, TelemetrySql.Sources))
        using (var row = sources.Read())
        {
            while (row.Read())
                _sources.Add(Values.Attributes(row.GetString(3)), row.GetInt32(0));
        }
        using (var scopes = new Statement(connection, TelemetrySql.Scopes))
        using (var row = scopes.Read())
        {
            while (row.Read())
                _scopes.Add(new(row.GetString(1), row.GetString(2), row.GetString(3)), row.GetInt32(0));
        }
        var byNumber = new Dictionary<int, Series>();
        using (var instruments = new Statement(connection, TelemetrySql.Instruments))
        using (var row = instruments.Read())
        {
            while (row.Read())
            {
                var series = byNumber[row.GetInt32(0)] = new(row.GetInt32(0));
                _instruments.Add(
                    new(row.GetInt32(1), row.GetInt32(2), row.GetString(3), row.GetString(5),
                        (MetricKind)row.GetInt32(6), (Temporality)row.GetInt32(7), row.GetInt32(8) == 1),
                    series);
            }
        }
        using (var all = new Statement(connection, TelemetrySql.Series))
        using (var row = all.Read())
        {
            for (; row.Read(); _seriesCount++)
                byNumber[row.GetInt32(1)].Numbers[Values.Attributes(row.GetString(2))] = row.GetInt32(0);
        }
    }

    internal sealed class Series(int instrument)
    {
        public int Instrument { get; } = instrument;

        public Dictionary<KeyValue[], int> Numbers { get; } = new(AttributesComparer.Instance);
    }

    private sealed record Known(int Number);

    private readonly record struct ScopeKey(string Name, string Version, string Attributes);

    private readonly record struct InstrumentKey(
        int Source, int Scope, string Name, string Unit, MetricKind Kind, Temporality Temporality, bool IsMonotonic);
}
