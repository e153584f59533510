namespace Suite.Charts.Digitising;

internal static class Statistics
{
    /// <summary>The middle value; 0 of nothing.</summary>
    public static double Median(IEnumerable<double> values) => Quantile(values, 0.5);

    /// <summary>The value that <paramref name="part"/> of all are at or below; 0 of nothing.</summary>
    public static double Quantile(IEnumerable<double> values, double part)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[(int)Math.Round((sorted.Length - 1) * part)];
    }
}
