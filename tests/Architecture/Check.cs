using Xunit;

namespace Suite.Tests.Architecture;

internal static class Check
{
    /// <summary>Fails with every offender by name, not with the first few.</summary>
    public static void None(IEnumerable<string?> offenders)
    {
        var all = offenders.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
