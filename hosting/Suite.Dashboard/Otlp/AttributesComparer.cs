namespace Suite.Dashboard.Otlp;

/// <summary>Attributes are the same when keys and values are, in the same order; an SDK keeps its order.</summary>
internal sealed class AttributesComparer : IEqualityComparer<KeyValue[]>
{
    public static readonly AttributesComparer Instance = new();

    public bool Equals(KeyValue[]? left, KeyValue[]? right)
    {
        if (ReferenceEquals(left, right))
            return true;
        if (left is null || right is null || left.Length != right.Length)
            return false;
        for (var index = 0; index < left.Length; index++)
        {
            if (left[index].Key != right[index].Key || !Same(left[index].Value, right[index].Value))
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
            switch (value.Kind)
            {
                case AnyKind.Text: hash.Add(value.Text); break;
                case AnyKind.Bool or AnyKind.Int or AnyKind.Double: hash.Add(value.Int); break;
                default: hash.Add(value.ToString()); break;
            }
        }

        return hash.ToHashCode();
    }

    private static bool Same(AnyValue left, AnyValue right) => left.Kind == right.Kind && left.Kind switch
    {
        AnyKind.Text => left.Text == right.Text,
        AnyKind.Bool or AnyKind.Int or AnyKind.Double => left.Int == right.Int,
        _ => left.ToString() == right.ToString(),
    };
}
