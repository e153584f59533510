using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Suite.Access;
using Suite.Assets.Upload;
using Suite.Platform;

namespace Suite.Assets;

internal static class UploadAssets
{
    public static void MapUploadAssets(this RouteGroupBuilder group) => group
        .MapPost("/", Handle)
        .WithName(nameof(UploadAssets))
        .WithSummary("Upload files: multipart field `files`, as many as you like; fields `collectionId` and `description` for all of them.")
        .WithDescription("Each file has its own result: a bad one does not lose the others. The same bytes are one asset in a team.")
        .RequireAuthorization(Policies.Annotator)
        .AcceptsIdempotencyKey()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status507InsufficientStorage);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        HttpRequest request,
        Caller caller,
        FileReceiver receiver,
        UploadStore uploads,
        AssetStore assets,
        IOptions<AssetsOptions> options,
        CancellationToken cancel)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = options.Value.MaxRequestBytes;

        using var form = await UploadForm.ReadAsync(request, receiver, options.Value, cancel);
        if (await uploads.RegisterAsync(caller, form, cancel) is not { } registration)
            return Problems.CollectionNotFound.ToResult($"There is no collection {form.CollectionId}.");

        var cards = await assets.CardsAsync(caller.TeamId, [.. registration.Files.Values.Select(file => file.AssetId)], cancel);
        return TypedResults.Ok(new Response([.. form.Files.Select(file => ResultOf(file, registration, cards))], registration.JobId));
    }

    private static FileResult ResultOf(ReceivedFile file, Registration registration, Dictionary<Guid, AssetView> assets)
    {
        if (file.Refused is { } refused)
            return new FileResult(file.FileName, FileStatus.Rejected, Problem: refused);
        var registered = registration.Files[file];
        return new FileResult(
            file.FileName,
            registered.Created ? FileStatus.Created : FileStatus.Duplicate,
            assets.GetValueOrDefault(registered.AssetId),
            registered.Intake ? registration.JobId : null);
    }

    public sealed record Response(IReadOnlyList<FileResult> Results, Guid? JobId);

    public sealed record FileResult(
        string FileName, FileStatus Status, AssetView? Asset = null, Guid? JobId = null, RefusedFile? Problem = null);

    public enum FileStatus
    {
        Created,
        Duplicate,
        Rejected,
    }
}
