namespace Suite.Access;

internal static class Usernames
{
    /// <summary>Letters, digits and <c>. _ - @ +</c>, beginning with a letter or digit: also an e-mail address.</summary>
    public const string Pattern = "^[A-Za-z0-9][A-Za-z0-9._@+-]{1,63}$";

    public static string Normalise(string username) => username.Trim().ToLowerInvariant();
}
