namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>Small numbers, a bit each.</summary>
internal sealed class NumberSet
{
    private ulong[] _bits = new ulong[1024];

    public static NumberSet Of(int number)
    {
        var set = new NumberSet();
        set.Add(number);
        return set;
    }

    public bool Has(int number) => number >> 6 < _bits.Length && (_bits[number >> 6] & (1UL << number)) != 0;

    public void Add(int number)
    {
        if (number >> 6 >= _bits.Length)
            Array.Resize(ref _bits, Math.Max(_bits.Length * 2, (number >> 6) + 1));
        _bits[number >> 6] |= 1UL << number;
    }
}
