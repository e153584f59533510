namespace Suite.Imaging;

/// <summary>Why an image could not be read or written.</summary>
public enum ImageProblem
{
    /// <summary>Not one of the formats of <see cref="ImageFormat"/>.</summary>
    Unsupported,

    /// <summary>The header cannot be read.</summary>
    Unreadable,

    /// <summary>The header is fine; the pixels end early or are damaged.</summary>
    Truncated,

    /// <summary>More pixels than allowed, by the header; nothing was decoded.</summary>
    TooLarge,

    /// <summary>The result could not be written.</summary>
    WriteFailed,

    /// <summary>libvips is not installed on this machine.</summary>
    LibraryMissing,
}

/// <summary>An image that cannot be worked with, and why.</summary>
public sealed class ImageException : Exception
{
    public ImageException(ImageProblem problem, string message, Exception? inner = null) : base(message, inner) =>
        Problem = problem;

    public ImageProblem Problem { get; }
}
