using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Suite.Access;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

internal static class ImportFolder
{
    public static void MapImportFolder(this RouteGroupBuilder group) => group
        .MapPost("/{name}/import", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(ImportFolder))
        .WithSummary("Import the images of a folder of the workspace, as a job. The same folder once more while it runs is the same job.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Accepted<Response>, ProblemHttpResult>> Handle(
        string name,
        Request request,
        Caller caller,
        DatasetStore datasets,
        IJobQueue jobs,
        IOptions<CaptioningOptions> options,
        CancellationToken cancel)
    {
        if (await datasets.FindAsync(caller.TeamId, name, cancel) is not { } dataset)
            return Problems.DatasetNotFound.ToResult($"There is no dataset {name}.");

        var workspace = options.Value.WorkspacePath;
        var folder = WorkspacePath.ResolveFolder(workspace, request.Path);
        var (images, others) = FolderScan.Of(folder, request.Recursive, options.Value.MaxImportFiles);
        if (images.Count == 0)
            return Problems.FolderEmpty.ToResult($"{request.Path} holds no images ({others} other files).");
        if (images.Count > options.Value.MaxImportFiles)
            return Problems.FolderTooLarge.ToResult(
                $"{request.Path} holds more than {options.Value.MaxImportFiles} images; import its folders one by one.");

        var config = new ImportConfig(dataset.Id, dataset.Name, Path.GetRelativePath(workspace, folder), caller.ApiKeyId);
        var job = await jobs.EnqueueAsync(
            new NewJob(
                caller.TeamId,
                ImportFile.Queue,
                ImportFile.Kind,
                [.. images.Select(image => new NewItem(ImportFile.Step, Input: JsonSerializer.SerializeToElement(
                    new ImportInput(Path.GetRelativePath(workspace, image)), SuiteJson.Options)))],
                Config: JsonSerializer.SerializeToElement(config, SuiteJson.Options),
                CreatedBy: caller.UserId,
                DedupKey: config.Key(request.Recursive),
                LimitKeys: UsageKeys.OfCaller(caller)),
            cancel);
        return TypedResults.Accepted(
            $"/api/datasets/{dataset.Name}/imports/{job.JobId}", new Response(job.JobId, images.Count, others));
    }

    /// <param name="Path">A folder in the workspace; <c>.</c> is the workspace itself.</param>
    /// <param name="Recursive">The folders in it too.</param>
    public sealed record Request([Required, StringLength(4_096)] string Path, bool Recursive = true);

    /// <param name="OtherFiles">Files that are no images by their names, and so are left alone.</param>
    internal sealed record Response(Guid JobId, int TotalFiles, int OtherFiles);
}
