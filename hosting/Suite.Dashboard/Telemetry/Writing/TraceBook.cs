using System.Buffers.Binary;
using System.Numerics;
using Microsoft.Data.Sqlite;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Sqlite;

namespace Suite.Dashboard.Telemetry.Writing;

/// <summary>
/// Numbers traces and sums them up. Remembers those of the recent past, looks up the others, and knows a span that a sender
/// has sent again among the last million.
/// </summary>
internal sealed class TraceBook : IDisposable
{
    private readonly Recent<TraceId, TraceRecord> _records = new(20_000);
    private readonly Recent<ulong, bool> _seen = new(500_000);
    private readonly Dictionary<int, TraceRecord> _touched = [];
    private readonly Statement _find, _write;
    private int _last;

    public TraceBook(SqliteConnection connection)
    {
        _find = new(connection, TelemetrySql.TraceById);
        _write = new(connection, TelemetrySql.UpsertTrace);
        using var last = new Statement(connection, TelemetrySql.LastTrace);
        _last = (int)last.Number();
    }

    /// <returns>The trace's number, or null when this span is already there.</returns>
    public int? Add(Span span, int source, long position)
    {
        if (!_seen.TryAdd(BitOperations.RotateLeft(span.TraceId.Low ^ span.TraceId.High, 31) ^ span.SpanId.Value, true))
            return null;
        var record = Find(span.TraceId);
        record.Add(span, source, position);
        _touched[record.Number] = record;
        return record.Number;
    }

    /// <summary>In the transaction of the spans.</summary>
    public void Write()
    {
        foreach (var record in _touched.Values)
        {
            _write.Run(
                record.Number, Bytes(record.Id), record.Start, Math.Max(0, record.Finish - record.Start), record.Spans,
                record.Errors, record.Name, record.Source, record.HasRoot ? 1 : 0, record.NamedAt, record.SharesText(), record.FirstSpan, record.LastSpan);
        }
        _touched.Clear();
    }

    public static byte[] Bytes(TraceId id)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, id.High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), id.Low);
        return bytes;
    }

    public void Dispose()
    {
        _find.Dispose();
        _write.Dispose();
    }

    private TraceRecord Find(TraceId id)
    {
        if (_records.TryGet(id, out var record))
            return record;
        using (var row = _find.Read(Bytes(id)))
            record = row.Read() ? TraceRecord.Read(row) : new TraceRecord(++_last, id);
        _records.TryAdd(id, record);
        return record;
    }
}
