namespace Suite.Captioning;

/// <summary>The second question, when the first answer does not fit.</summary>
internal static class Repair
{
    private const int MostFaultsTold = 20;
    private const int LongestAnswerTold = 8_000;

    public static ModelRequest Of(ModelRequest request, ModelAnswer answer, IReadOnlyList<string> faults)
    {
        var given = answer.Result?.GetRawText() ?? answer.Text;
        var told = given.Length <= LongestAnswerTold ? given : given[..LongestAnswerTold] + " …";
        var complaint = $"""
            You answered this before:
            {told}

            It does not have the form that was asked for:
            {string.Join('\n', faults.Take(MostFaultsTold).Select(fault => $"- {fault}"))}

            Answer again with the whole object, mended.
            """;
        return request with { Context = [.. request.Context ?? [], complaint] };
    }
}
