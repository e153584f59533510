using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;

namespace Suite.Captioning;

internal static class GetImport
{
    public static void MapGetImport(this RouteGroupBuilder group) => group
        .MapGet("/{name}/imports/{jobId:guid}", Handle)
        .WithName(nameof(GetImport))
        .WithSummary("How far an import is, and what became of each file.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string name, Guid jobId, Caller caller, IJobQueue jobs, DatasetStore datasets, CancellationToken cancel,
        [Range(1, 1_000)] int limit = 100, [Range(0, int.MaxValue)] int offset = 0)
    {
        if (await jobs.FindAsync(caller.TeamId, jobId, cancel) is not { Kind: ImportFile.Kind } job
            || ImportConfig.Of(job.Config!.Value) is var config && config.Dataset != name)
            return Problems.ImportNotFound.ToResult($"There is no import {jobId} into {name}.");

        var (items, _) = await jobs.ListItemsByOffsetAsync(caller.TeamId, jobId, null, offset, limit, cancel);
        var files = await datasets.FilesAsync(caller.TeamId, [.. items.Select(item => item.Id)], cancel);
        var (imported, duplicates) = await datasets.CountAsync(caller.TeamId, jobId, cancel);
        return TypedResults.Ok(new Response(
            jobId, name, config.Path, job.State.Status(), job.Progress, job.TotalItems, imported, duplicates, job.FailedItems,
            [.. items.Select(item => files.TryGetValue(item.Id, out var file)
                ? FileResult.Of(item, file.AssetId, file.Created ? "imported" : "duplicate")
                : FileResult.Of(item, null, item.State.Status()))],
            offset,
            limit));
    }

    /// <param name="Duplicates">Files whose bytes the team had before: that asset is in the dataset now.</param>
    internal sealed record Response(
        Guid JobId,
        string Dataset,
        string Path,
        string Status,
        int Progress,
        int TotalFiles,
        int Imported,
        int Duplicates,
        int Failed,
        IReadOnlyList<FileResult> Files,
        int Offset,
        int Limit);

    /// <param name="Status">pending, running, imported, duplicate, failed or cancelled.</param>
    internal sealed record FileResult(string Path, string Status, Guid? AssetId, string? Error)
    {
        public static FileResult Of(ItemView item, Guid? assetId, string status) =>
            new(ImportInput.Of(item.Input!.Value).Path, status, assetId, item.Error);
    }
}
