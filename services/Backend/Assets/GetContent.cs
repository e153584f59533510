using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Suite.Access;
using Suite.Assets.Blobs;
using Suite.ServiceDefaults;

namespace Suite.Assets;

internal static class GetContent
{
    public static void MapGetContent(this RouteGroupBuilder group) => group
        .MapMethods("/{id:guid}/content", [HttpMethods.Get, HttpMethods.Head], Handle)
        .WithName(nameof(GetContent))
        .WithSummary("The bytes: the original, or `?variant=thumbnail|small|medium|large`. Knows ETag and Range.")
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Handle(
        Guid id, string? variant, Caller caller, AssetStore assets, IBlobStore blobs, HttpResponse response, CancellationToken cancel)
    {
        var content = await assets.LocateAsync(caller.TeamId, id, cancel);
        if (content is null || content.Deleted)
            return Problems.AssetNotFound.ToResult($"There is no asset {id}.");
        if (WhyHidden(content, caller) is { } hidden)
            return hidden;

        var blob = variant is null ? content.Original : await assets.LocateVariantAsync(caller.TeamId, id, variant, cancel);
        if (blob is null)
            return Problems.VariantNotFound.ToResult($"Asset {id} has no variant {variant}.");
        var bytes = blobs.Open(blob.Sha256)
            ?? throw new InvalidOperationException($"The blob store lost {blob.Sha256} of asset {id}.");

        WriteHeaders(response.Headers, content, variant);
        return TypedResults.Stream(
            bytes, blob.ContentType, lastModified: content.CreatedAt,
            entityTag: new EntityTagHeaderValue($"\"{blob.Sha256}\""), enableRangeProcessing: true);
    }

    // Closed by default: an image is shown once moderation has let it pass, and not because nothing spoke against it yet.
    private static ProblemHttpResult? WhyHidden(StoredContent content, Caller caller)
    {
        if (content.State == AssetState.Quarantined)
            return caller.Role is Role.Manager or Role.Admin
                ? null
                : Problems.AssetQuarantined.ToResult("Moderation holds this asset back; managers may see it.");
        return content.Moderated || content.Kind is AssetKind.Video or AssetKind.Document
            ? null
            : Problems.AssetProcessing.ToResult("Moderation has not let this asset pass yet.");
    }

    private static void WriteHeaders(IHeaderDictionary headers, StoredContent content, string? variant)
    {
        // A browser shared by two people must ask again after the other one signed in.
        headers.CacheControl = "private, max-age=86400";
        headers.Vary = "Cookie, X-Api-Key, Authorization";
        headers.XContentTypeOptions = "nosniff";
        // A file is shown or saved; whatever it holds, it runs nothing in our name.
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";

        var disposition = new ContentDispositionHeaderValue(content.Kind == AssetKind.Document ? "attachment" : "inline");
        disposition.SetHttpFileName(variant is null ? content.FileName : $"{variant}-{content.FileName}");
        headers.ContentDisposition = disposition.ToString();
    }
}
