namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>The suite's words for OpenTelemetry's 24 severities.</summary>
internal static class LogLevels
{
    public static readonly IReadOnlyList<string> Names = ["trace", "debug", "information", "warning", "error", "fatal"];

    /// <summary>The least severity of a level; 0 when there is no such level.</summary>
    public static int LeastOf(string level)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i] == level)
                return (i * 4) + 1;
        }
        return 0;
    }

    /// <summary>What counts and filters go by. A sender that names no severity means an ordinary message: the least of information.</summary>
    public static byte Effective(byte severity) => severity == 0 ? (byte)9 : severity;

    /// <summary>0 for trace to 5 for fatal.</summary>
    public static int IndexOf(byte severity) => Math.Min(5, (Effective(severity) - 1) / 4);

    public static string NameOf(byte severity) => severity == 0 ? "unknown" : Names[IndexOf(severity)];
}
