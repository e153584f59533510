namespace Suite.Bench.Upload;

/// <summary>The same picture with other bytes, so that it is not taken for a duplicate.</summary>
internal static class UniqueJpeg
{
    /// <summary>Inserts a comment segment (ITU-T T.81, B.2.4.5) with a fresh id after the start-of-image marker.</summary>
    public static byte[] From(byte[] jpeg)
    {
        if (jpeg is not [0xFF, 0xD8, ..])
            throw new ArgumentException("The photograph must be a JPEG.");
        var id = Guid.NewGuid().ToByteArray();
        byte[] comment = [0xFF, 0xFE, 0, (byte)(2 + id.Length), .. id];
        return [.. jpeg[..2], .. comment, .. jpeg[2..]];
    }
}
