using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Segments;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>
/// Text and conditions on spans: attributes, name, status message, <c>span.kind</c>, <c>span.status</c>, <c>scope.name</c>, and
/// what the source says of itself. One span must meet them all.
/// </summary>
internal sealed class SpanFilter
{
    private readonly RowFilter _rows;
    private readonly uint[] _sources, _scopes, _kinds, _statuses;
    private readonly uint _others;

    public SpanFilter(RunReader run, TelemetryQuestion question)
    {
        _rows = new(question.Text, question.Where);
        _sources = [0, .. run.Sources.Select(source => _rows.MarksOf(source.Source.Attributes))];
        _scopes = [0, .. run.Scopes.Select(scope => _rows.MarksOf("scope.name", scope.Name))];
        _kinds = [.. Enum.GetValues<SpanKind>().Select(kind => _rows.MarksOf("span.kind", SpanWords.Of(kind)))];
        _statuses = [.. Enum.GetValues<StatusCode>().Select(status => _rows.MarksOf("span.status", SpanWords.Of(status)))];
        _others = new[] { _sources, _scopes, _kinds, _statuses }.SelectMany(marks => marks).Aggregate(0u, (all, marks) => all | marks);
    }

    public bool IsEmpty => _rows.IsEmpty;

    public bool Look(Terms terms) => _rows.Look(terms, _others);

    public bool Passes(int row, SpanHead head, SpanBody body) => _rows.Passes(
        _sources[head.Sources[row]] | _scopes[body.Scopes[row]] | _kinds[head.Kinds[row]] | _statuses[head.Statuses[row]]
            | _rows[body.Names[row]] | _rows[body.Messages[row]],
        body.Attributes[row]);
}
