using Suite.Imaging;
using Suite.ServiceDefaults;

namespace Suite.ModelGateway.Local.Vision;

/// <summary>The expected failures of tasks that take an image.</summary>
internal static class ImageProblems
{
    public static readonly ProblemKind Unreadable = new("image-unreadable", StatusCodes.Status422UnprocessableEntity);
    public static readonly ProblemKind TooLarge = new("image-too-large", StatusCodes.Status413PayloadTooLarge);
    public static readonly ProblemKind Busy = new("model-busy", StatusCodes.Status503ServiceUnavailable);

    public static ProblemException From(ImageException failure) => failure.Problem switch
    {
        ImageProblem.TooLarge => TooLarge.ToException(failure.Message),
        ImageProblem.LibraryMissing => Problems.ModelUnavailable.ToException(failure.Message),
        _ => Unreadable.ToException(failure.Message),
    };
}
