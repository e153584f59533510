using Microsoft.AspNetCore.Http;
using Suite.ServiceDefaults;

namespace Suite.Charts;

internal static class Problems
{
    /// <summary>The team has no such product.</summary>
    public static readonly ProblemKind ProductNotFound = new("product-not-found", StatusCodes.Status404NotFound);

    /// <summary>The team has a product of this part number.</summary>
    public static readonly ProblemKind ProductExists = new("product-exists", StatusCodes.Status409Conflict);

    /// <summary>The product has no such image.</summary>
    public static readonly ProblemKind ImageNotFound = new("chart-image-not-found", StatusCodes.Status404NotFound);

    /// <summary>Nothing was read for this job, or not yet.</summary>
    public static readonly ProblemKind ResultNotFound = new("chart-result-not-found", StatusCodes.Status404NotFound);

    /// <summary>The team has no such queue for charts.</summary>
    public static readonly ProblemKind QueueNotFound = new("chart-queue-not-found", StatusCodes.Status404NotFound);

    /// <summary>The team has a queue of this name.</summary>
    public static readonly ProblemKind QueueExists = new("chart-queue-exists", StatusCodes.Status409Conflict);

    /// <summary>The queue still has unfinished jobs, is shared by all teams, or takes no jobs at present.</summary>
    public static readonly ProblemKind QueueRefuses = new("chart-queue-refuses", StatusCodes.Status409Conflict);

    /// <summary>The team has no such extraction job.</summary>
    public static readonly ProblemKind JobNotFound = new("chart-job-not-found", StatusCodes.Status404NotFound);

    /// <summary>The wish does not go with the state that the job is in.</summary>
    public static readonly ProblemKind JobRefuses = new("chart-job-refuses", StatusCodes.Status409Conflict);

    /// <summary>The team has no such batch.</summary>
    public static readonly ProblemKind BatchNotFound = new("chart-batch-not-found", StatusCodes.Status404NotFound);

    /// <summary>A batch has no jobs, or more than it may have.</summary>
    public static readonly ProblemKind InvalidBatch = new("invalid-chart-batch", StatusCodes.Status400BadRequest);

    /// <summary>A word is none of those that the parameter takes.</summary>
    public static readonly ProblemKind InvalidWord = new("invalid-word", StatusCodes.Status400BadRequest);

    /// <summary>The parameters of an extraction contradict each other, or are of the wrong kind.</summary>
    public static readonly ProblemKind InvalidParameters = new("invalid-chart-parameters", StatusCodes.Status400BadRequest);

    /// <summary>The address is for WebSockets only.</summary>
    public static readonly ProblemKind SocketExpected = new("chart-socket-expected", StatusCodes.Status426UpgradeRequired);
}
