using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Suite.Access;
using Suite.Platform;

namespace Suite.Assets.Upload;

/// <summary>Uploads through another module: images only, as assets of its kind.</summary>
internal sealed class UploadDoor(FileReceiver receiver, UploadStore uploads, IOptions<AssetsOptions> options) : IAssetUploads
{
    public async Task<IReadOnlyList<UploadedFile>> ImagesAsync(
        HttpRequest request,
        Caller caller,
        AssetKind kind,
        Func<ISql, IReadOnlyList<UploadedFile>, CancellationToken, Task> register,
        CancellationToken cancel)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = options.Value.MaxRequestBytes;

        using var form = await UploadForm.ReadAsync(request, receiver, options.Value, cancel, kind);
        IReadOnlyList<UploadedFile> files = [];
        await uploads.RegisterAsync(caller, form, cancel, async (sql, registration) =>
        {
            files = await FilesAsync(sql, caller, form, registration, cancel);
            await register(sql, files, cancel);
        });
        return files.Count > 0
            ? files
            : throw Problems.CollectionNotFound.ToException($"There is no collection {form.CollectionId}.");
    }

    public async Task<ReceivedImage> ReceiveAsync(string fileName, Stream content, CancellationToken cancel)
    {
        using var file = (await receiver.ReceiveAsync(fileName, content, cancel)).AsImage(AssetKind.Image);
        if (file.Refused is { } refused)
            return new ReceivedImage(new UploadProblem(refused.Code, refused.Detail), null);

        await uploads.KeepAsync(UploadForm.Of(file, default), cancel);
        return new ReceivedImage(null, async (sql, caller, collectionId, stop) =>
            await uploads.RegisterAsync(sql, caller, UploadForm.Of(file, collectionId), stop) is { } registration
                ? new RegisteredImage(registration.Files[file].AssetId, registration.Files[file].Created)
                : null);
    }

    private static async Task<IReadOnlyList<UploadedFile>> FilesAsync(
        ISql sql, Caller caller, UploadForm form, Registration registration, CancellationToken cancel)
    {
        Guid[] ids = [.. registration.Files.Values.Select(file => file.AssetId).Distinct()];
        var assets = (await sql.QueryAsync(AssetSql.FindMany, args => args.Add(caller.TeamId).Add(ids), AssetRow.Read, cancel))
            .ToDictionary(asset => asset.Id);
        var jobs = (await sql.QueryAsync(
                AssetSql.IntakeJobs, args => args.Add(ids), row => (AssetId: row.GetGuid(0), JobId: row.GetGuid(1)), cancel))
            .ToDictionary(row => row.AssetId, row => row.JobId);
        return [.. form.Files.Select(FileOf)];

        UploadedFile FileOf(ReceivedFile file)
        {
            if (file.Refused is { } refused)
                return new UploadedFile(file.FileName, null, Created: false, null, new UploadProblem(refused.Code, refused.Detail));
            var registered = registration.Files[file];
            return new UploadedFile(
                file.FileName,
                assets[registered.AssetId],
                registered.Created,
                jobs.TryGetValue(registered.AssetId, out var job) ? job : null,
                null);
        }
    }
}
