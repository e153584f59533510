using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Assets;
using Suite.Platform;

namespace Suite.Charts.Products;

internal static class UploadImages
{
    public static void MapUploadImages(this RouteGroupBuilder group) => group
        .MapPost("/{id:guid}/images", Handle)
        .RequireAuthorization(Policies.Annotator)
        .AcceptsIdempotencyKey()
        .WithName(nameof(UploadImages))
        .WithSummary("Upload charts of a product: multipart field `files`, as many as you like; field `description` for all of them.")
        .WithDescription("Each file has its own result: a bad one does not lose the others. The same bytes are one image of a product.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id,
        HttpRequest request,
        Caller caller,
        IAssetUploads uploads,
        ProductStore products,
        ImageStore images,
        CancellationToken cancel)
    {
        // Before anything is received: the body may be large.
        if (await products.FindAsync(caller.TeamId, id, cancel) is null)
            return Problems.ProductNotFound.ToResult($"There is no product {id}.");

        var (known, ids) = (new HashSet<Guid>(), new Dictionary<Guid, Guid>());
        var files = await uploads.ImagesAsync(
            request,
            caller,
            AssetKind.Chart,
            async (sql, received, stop) =>
            {
                if (!await ProductStore.HoldAsync(sql, caller.TeamId, id, stop))
                    throw Problems.ProductNotFound.ToException($"There is no product {id} any more.");
                var charts = received.Where(file => file.Asset is not null).DistinctBy(file => file.Asset!.Id).ToList();
                known = await ImageStore.AssetsAsync(sql, id, charts, stop);
                ids = await images.AddAsync(sql, caller.TeamId, id, charts, stop);
            },
            cancel);

        var views = await images.FindManyAsync(caller.TeamId, ids.Values, cancel);
        return TypedResults.Ok(new Response([.. files.Select(ResultOf)]));

        FileResult ResultOf(UploadedFile file) => file.Asset is not { } asset
            ? new FileResult(file.FileName, FileStatus.Rejected, Problem: file.Problem)
            : new FileResult(
                file.FileName,
                known.Add(asset.Id) ? FileStatus.Created : FileStatus.Duplicate,
                views.GetValueOrDefault(ids[asset.Id]));
    }

    internal sealed record Response(IReadOnlyList<FileResult> Results);

    internal sealed record FileResult(string FileName, FileStatus Status, ImageView? Image = null, UploadProblem? Problem = null);

    internal enum FileStatus
    {
        Created,
        Duplicate,
        Rejected,
    }
}
