using System.Security.Cryptography;

namespace Suite.Hosting.ApplicationModel;

/// <summary>The value of a parameter that nobody gave.</summary>
public abstract class ParameterDefault
{
    public abstract string GetDefaultValue();
}

public sealed class ConstantParameterDefault(Func<string> valueGetter) : ParameterDefault
{
    public override string GetDefaultValue() => valueGetter();
}

/// <summary>A random value: letters and digits, and special characters unless refused.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string Lowers = "abcdefghjkmnpqrstuvwxyz";
    private const string Uppers = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Specials = "-_.{}~()*+!";

    public int MinLength { get; set; } = 22;

    public bool Lower { get; set; } = true;

    public bool Upper { get; set; } = true;

    public bool Numeric { get; set; } = true;

    public bool Special { get; set; } = true;

    public int MinLower { get; set; }

    public int MinUpper { get; set; }

    public int MinNumeric { get; set; }

    public int MinSpecial { get; set; }

    public override string GetDefaultValue()
    {
        (bool Use, string Characters, int Min)[] classes =
            [(Lower, Lowers, MinLower), (Upper, Uppers, MinUpper), (Numeric, Digits, MinNumeric), (Special, Specials, MinSpecial)];
        var used = classes.Where(set => set.Use).ToArray();
        if (used.Length == 0)
            throw new ArgumentException("At least one class of characters must be allowed.");

        var all = string.Concat(used.Select(set => set.Characters));
        var value = used.SelectMany(set => RandomNumberGenerator.GetItems<char>(set.Characters, set.Min)).ToList();
        while (value.Count < MinLength)
            value.Add(RandomNumberGenerator.GetItems<char>(all, 1)[0]);

        var characters = value.ToArray();
        RandomNumberGenerator.Shuffle<char>(characters);
        return new string(characters);
    }
}
