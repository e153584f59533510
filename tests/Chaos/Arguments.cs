namespace Suite.Tests.Chaos;

/// <summary>How much of it. The same seed gives the same decisions, though not at the same moments.</summary>
internal sealed record Arguments(int Kills = 1_000, int Restarts = 4, int Workers = 4, int Seed = 7)
{
    /// <summary>Null when they make no sense.</summary>
    public static Arguments? Parse(string[] args)
    {
        var arguments = new Arguments();
        foreach (var option in args.Chunk(2))
        {
            if (option is not [var name, var text] || !int.TryParse(text, out var number) || number < 0)
                return null;
            switch (name)
            {
                case "--kills": arguments = arguments with { Kills = number }; break;
                case "--restarts": arguments = arguments with { Restarts = number }; break;
                case "--workers" when number > 0: arguments = arguments with { Workers = number }; break;
                case "--seed": arguments = arguments with { Seed = number }; break;
                default: return null;
            }
        }

        return arguments;
    }
}
