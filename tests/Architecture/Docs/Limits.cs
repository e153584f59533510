using System.ComponentModel.DataAnnotations;

namespace Suite.Tests.Architecture.Docs;

/// <summary>Data annotations in words.</summary>
internal static class Limits
{
    public static string Of(ValidationAttribute rule) => rule switch
    {
        RangeAttribute { Maximum: int.MaxValue or double.MaxValue or (double)long.MaxValue } from => $"from {from.Minimum}",
        RangeAttribute range => $"{Text(range.Minimum)} to {Text(range.Maximum)}",
        StringLengthAttribute length => $"{length.MinimumLength} to {length.MaximumLength} characters",
        RequiredAttribute => "not empty",
        RegularExpressionAttribute pattern => $"`{pattern.Pattern}`",
        _ => throw new NotSupportedException($"{rule.GetType().Name} has no words yet."),
    };

    private static string Text(object limit) => Page.Code(limit).Trim('`');
}
