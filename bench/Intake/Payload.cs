using System.Buffers.Binary;
using Suite.Dashboard.Otlp;

namespace Suite.Bench.Intake;

/// <summary>One request's body. It can be sent over and over and be news each time.</summary>
internal sealed class Payload(byte[] body, int items, IReadOnlyList<int> times, IReadOnlyList<int> traceIds)
{
    public byte[] Body { get; } = body;

    public int Items { get; } = items;

    /// <summary>Finds <paramref name="time"/> and the ids in the body, if it is protobuf as it is on the wire.</summary>
    public static Payload Of(byte[] body, int items, long time, IEnumerable<TraceId> ids)
    {
        var wanted = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(wanted, time);
        return new(body, items, PlacesOf(body, wanted), [.. ids.SelectMany(id =>
        {
            var bytes = new byte[TraceId.Size];
            id.Write(bytes);
            return PlacesOf(body, bytes);
        })]);
    }

    /// <summary>For a sender of its own.</summary>
    public Payload Copy() => new([.. Body], Items, times, traceIds);

    /// <summary>Metrics of this moment (those of an earlier one would be old news to consumers), and traces that nobody has seen.</summary>
    public void Renew(long nanos, ulong salt)
    {
        foreach (var place in times)
            BinaryPrimitives.WriteInt64LittleEndian(Body.AsSpan(place), nanos);
        foreach (var place in traceIds)
            BinaryPrimitives.WriteUInt64LittleEndian(Body.AsSpan(place), salt);
    }

    private static List<int> PlacesOf(ReadOnlySpan<byte> body, ReadOnlySpan<byte> wanted)
    {
        List<int> places = [];
        for (var from = 0; body[from..].IndexOf(wanted) is >= 0 and var found; from = places[^1] + wanted.Length)
            places.Add(from + found);
        return places;
    }
}
