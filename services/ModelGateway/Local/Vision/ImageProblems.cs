using Suite.Imaging;
using Suite.ServiceDefaults;

namespace Suite.ModelGateway.Local.Vision;

/// <summary>The expected failures of tasks that take an image.</summary>
internal static class ImageProblems
{
    /// <summary>The body is not an image that can be decoded.</summary>
    public static readonly ProblemKind Unreadable = new("image-unreadable", StatusCodes.Status422UnprocessableEntity);

    /// <summary>The image has more bytes or pixels than the limit.</summary>
    public static readonly ProblemKind TooLarge = new("image-too-large", StatusCodes.Status413PayloadTooLarge);

    /// <summary>Too many images are waiting for the model; try again.</summary>
    public static readonly ProblemKind Busy = new("model-busy", StatusCodes.Status503ServiceUnavailable);

    public static ProblemException From(ImageException failure) => failure.Problem switch
    {
        ImageProblem.TooLarge => TooLarge.ToException(failure.Message),
        ImageProblem.LibraryMissing => Problems.ModelUnavailable.ToException(failure.Message),
        _ => Unreadable.ToException(failure.Message),
    };
}
