namespace Suite.Bench.Intake;

/// <param name="Seconds">Of one measurement, after a warm-up of a third of it.</param>
/// <param name="Consumers">None, which is the hub alone, or all that the dashboard has.</param>
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
                case ["--consumers", "both"]:
                    break;
                case ["--consumers", ("none" or "all") and var consumers]:
                    arguments = arguments with { Consumers = [consumers] };
                    break;
                default:
                    return null;
            }
        }
        return Environment.ProcessorCount >= 2 ? arguments : null;
    }
}
