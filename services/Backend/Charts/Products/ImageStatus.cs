namespace Suite.Charts.Products;

/// <summary>What became of an image's latest extraction, in the seed's words.</summary>
internal static class ImageStatus
{
    public const string Pending = "pending";
    public const string Processing = "processing";
    public const string Completed = "completed";
    public const string Failed = "failed";

    public static readonly string[] All = [Pending, Processing, Completed, Failed];
}
