namespace Suite.Bench.Sockets;

/// <param name="Rate">Changes a second.</param>
/// <param name="Direct">Past the gateway.</param>
internal sealed record Settings(int Clients, int Rate, int Seconds, bool Direct)
{
    public static Settings Parse(string[] args)
    {
        return new Settings(Number("--clients", 1_000), Number("--rate", 50), Number("--seconds", 30), args.Contains("--direct"));

        int Number(string name, int otherwise) =>
            Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1]) : otherwise;
    }
}
