namespace Suite.Bench.Queues;

/// <summary>What to measure, and how much of it.</summary>
/// <param name="Rounds">Turns of every contestant.</param>
/// <param name="Items">Of a drain.</param>
/// <param name="Kept">Finished items that are there already.</param>
/// <param name="Wait">Seconds, at most, to wait for the machine to fall quiet before every turn.</param>
/// <param name="Sends">Items of a pick-up, of which the first third warms up.</param>
internal sealed record Arguments(IReadOnlyList<string> Parts, int Rounds = 3, int Items = 50_000, int Kept = 10_000_000, int Wait = 10, int Sends = 1_500)
{
    /// <summary>Null when they make no sense. Without a part: all.</summary>
    public static Arguments? Parse(string[] args)
    {
        var parts = args.TakeWhile(arg => !arg.StartsWith("--", StringComparison.Ordinal)).ToList();
        var arguments = new Arguments(parts.Count > 0 ? parts : Contests.Names);
        if (!arguments.Parts.All(Contests.Names.Contains))
            return null;
        foreach (var option in args.Skip(parts.Count).Chunk(2))
        {
            if (option is not [var name, var text] || !int.TryParse(text, out var number) || number < 1)
                return null;
            switch (name)
            {
                case "--rounds": arguments = arguments with { Rounds = number }; break;
                case "--items": arguments = arguments with { Items = number }; break;
                case "--wait": arguments = arguments with { Wait = number }; break;
                case "--sends": arguments = arguments with { Sends = number }; break;
                case "--kept": arguments = arguments with { Kept = number }; break;
                default: return null;
            }
        }

        return arguments;
    }
}
