using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Telemetry.Writing;

/// <summary>Two sets of attributes are the same when they hold the same in the same order, as one sender sends them.</summary>
internal sealed class AttributesComparer : IEqualityComparer<KeyValue[]>
{
    public static readonly AttributesComparer Instance = new();

    public bool Equals(KeyValue[]? x, KeyValue[]? y)
    {
        if (ReferenceEquals(x, y))
            return true;
        if (x is null || y is null || x.Length != y.Length)
            return false;
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i].Key != y[i].Key || !Same(x[i].Value, y[i].Value))
                return false;
        }
        return true;
    }

    public int GetHashCode(KeyValue[] attributes)
    {
        var hash = new HashCode();
        foreach (var (key, value) in attributes)
        {
            hash.Add(key);
            if (value.Kind == AnyKind.Text)
                hash.Add(value.Text);
            else
                hash.Add(value.Int);
        }
        return hash.ToHashCode();
    }

    private static bool Same(AnyValue x, AnyValue y) => x.Kind == y.Kind && x.Kind switch
    {
        AnyKind.Text => x.Text == y.Text,
        AnyKind.Array or AnyKind.Map or AnyKind.Bytes => Segments.Values.Text(x) == Segments.Values.Text(y),
        _ => x.Int == y.Int,
    };
}
