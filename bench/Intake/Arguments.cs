namespace Suite.Bench.Intake;

/// <param name="Seconds">Of one measurement, after a warm-up of a third of it.</param>
/// <param name="Consumers">In turns: none, which is the hub alone, one of the dashboard's, or all of them.</param>
internal sealed record Arguments(double Seconds, IReadOnlyList<string> Consumers)
{
    /// <summary>Null when they make no sense.</summary>
    public static Arguments? Parse(string[] args)
    {
        var arguments = new Arguments(10, ["none", "all"]);
        foreach (var option in args.Chunk(2))
        {
            switch (option)
            {
                case ["--seconds", var text] when double.TryParse(text, out var seconds) && seconds > 0:
                    arguments = arguments with { Seconds = seconds };
                    break;
                case ["--consumers", var consumers] when consumers.Split(',').All(one => one is "none" or "exposition" or "store" or "all"):
                    arguments = arguments with { Consumers = consumers.Split(',') };
                    break;
                default:
                    return null;
            }
        }
        return Environment.ProcessorCount >= 2 ? arguments : null;
    }
}
