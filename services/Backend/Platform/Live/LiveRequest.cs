using System.Globalization;
using Microsoft.AspNetCore.Http;
using Suite.ServiceDefaults;

namespace Suite.Platform;

/// <summary>What a client wants to follow.</summary>
/// <param name="After">The sequence number of the last message that it has; null: from now on.</param>
internal sealed record LiveRequest(Guid TeamId, long? After, TopicFilter Topics)
{
    /// <summary><c>after</c>, or the header <c>Last-Event-ID</c>, is no sequence number.</summary>
    public static readonly ProblemKind InvalidAfter = new("invalid-after", StatusCodes.Status400BadRequest);

    /// <summary><c>topics</c> is no list of topics.</summary>
    public static readonly ProblemKind InvalidTopics = new("invalid-topics", StatusCodes.Status400BadRequest);

    /// <summary>The request, or what is wrong with it.</summary>
    public static (LiveRequest? Request, IResult? Problem) Of(Guid teamId, string? after, string? topics)
    {
        long? seq = null;
        if (!string.IsNullOrEmpty(after))
        {
            if (!long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return (null, InvalidAfter.ToResult("after must be a sequence number, or be left out."));
            seq = number;
        }

        return TopicFilter.Parse(topics) is { } filter
            ? (new LiveRequest(teamId, seq, filter), null)
            : (null, InvalidTopics.ToResult("topics must be topics joined by commas, such as jobs.*,assets.asset-changed."));
    }
}
