using Suite.Dashboard.Telemetry.Segments;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>Text and conditions on logs: attributes, body, event, <c>scope.name</c>, and what the source says of itself.</summary>
internal sealed class LogFilter
{
    private readonly RowFilter _rows;
    private readonly uint[] _sources, _scopes;
    private readonly uint _others;

    public LogFilter(RunReader run, TelemetryQuestion question)
    {
        _rows = new(question.Text, question.Where);
        _sources = [0, .. run.Sources.Select(source => _rows.MarksOf(source.Source.Attributes))];
        _scopes = [0, .. run.Scopes.Select(scope => _rows.MarksOf("scope.name", scope.Name))];
        _others = _sources.Concat(_scopes).Aggregate(0u, (all, marks) => all | marks);
    }

    public bool IsEmpty => _rows.IsEmpty;

    public bool Look(Terms terms) => _rows.Look(terms, _others);

    public bool Passes(int row, LogHead head, LogBody body) => _rows.Passes(
        _sources[head.Sources[row]] | _scopes[head.Scopes[row]] | _rows[body.Bodies[row]] | _rows[body.Events[row]], body.Attributes[row]);
}
