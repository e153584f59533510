using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using Suite.Access;
using Suite.Assets;
using Suite.Charts.Products;
using Suite.Charts.Queues;
using Suite.Charts.Work;
using Suite.Jobs;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Charts.Extractions;

/// <summary>Turns requests into jobs: all of them, in one transaction, or none.</summary>
internal sealed class ExtractionPlan(
    Db db,
    IJobQueue jobs,
    ChartQueues queues,
    IAssets assets,
    ProductStore products,
    ImageStore images,
    ExtractionStore extractions,
    IOptions<ChartsOptions> options,
    TimeProvider clock)
{
    private const int LongestParameters = 20_000;
    private static readonly JsonElement NoParameters = JsonElement.Parse("{}");

    /// <exception cref="ProblemException">One of them cannot be made; nothing was.</exception>
    public async Task<Guid> EnqueueAsync(Caller caller, Guid? queueId, ExtractionRequest.Request request, CancellationToken cancel)
    {
        var queue = await QueueAsync(caller.TeamId, queueId, cancel);
        var planned = await PlanAsync(caller.TeamId, [request], cancel);
        return (await WriteAsync(sql => InsertAsync(sql, caller, new Place(queue, queueId, null), planned, cancel), cancel))[0];
    }

    /// <inheritdoc cref="EnqueueAsync"/>
    public async Task<(Guid BatchId, IReadOnlyList<Guid> JobIds)> EnqueueBatchAsync(
        Caller caller, Guid? queueId, IReadOnlyList<ExtractionRequest.Request> requests, CancellationToken cancel)
    {
        if (requests.Count == 0 || requests.Count > options.Value.MaxBatchJobs)
            throw Problems.InvalidBatch.ToException($"A batch has 1 to {options.Value.MaxBatchJobs} jobs; this one has {requests.Count}.");
        var queue = await QueueAsync(caller.TeamId, queueId, cancel);
        var planned = await PlanAsync(caller.TeamId, requests, cancel);
        return await WriteAsync(
            async sql =>
            {
                var batch = await extractions.AddBatchAsync(sql, caller.TeamId, queueId, caller.UserId, cancel);
                return (batch, await InsertAsync(sql, caller, new Place(queue, queueId, batch), planned, cancel));
            },
            cancel);
    }

    private async Task<T> WriteAsync<T>(Func<ISql, Task<T>> write, CancellationToken cancel)
    {
        try
        {
            return await db.InTransactionAsync(write, cancel);
        }
        catch (PostgresException gone) when (gone.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            throw Problems.ImageNotFound.ToException("An image, or its product, was deleted at this moment.");
        }
    }

    private async Task<string> QueueAsync(Guid teamId, Guid? queueId, CancellationToken cancel)
    {
        if (queueId is not { } id)
            return ChartsModule.Queue;
        var queue = await queues.FindAsync(teamId, id, cancel) ?? throw Problems.QueueNotFound.ToException($"There is no queue {id}.");
        return queue.Name;
    }

    private async Task<List<Planned>> PlanAsync(Guid teamId, IReadOnlyList<ExtractionRequest.Request> requests, CancellationToken cancel)
    {
        if (requests.Any(request => request?.ProductId is null || request.ImageId is null))
            throw Problems.InvalidParameters.ToException("A job needs its product_id and its image_id.");
        var known = await images.FindManyAsync(teamId, requests.Select(request => request.ImageId!.Value), cancel);
        var unjudged = (await assets.FindManyAsync(teamId, [.. known.Values.Select(image => image.AssetId).Distinct()], cancel))
            .Where(asset => asset.State == AssetState.Processing)
            .Select(asset => asset.Id)
            .ToHashSet();
        var estimates = new Dictionary<string, int?>();
        var planned = new List<Planned>();
        foreach (var request in requests)
        {
            var method = request.ExtractionMethod ?? "";
            Words.Require("extraction_method", method, ExtractionMethod.All);
            var priority = SeedWords.Priorities.Parse("priority", request.Priority);
            var parameters = Checked(request.Parameters);
            if (!known.TryGetValue(request.ImageId!.Value, out var image) || image.ProductId != request.ProductId)
                throw await MissingAsync(teamId, request, cancel);
            if (!estimates.ContainsKey(method))
                estimates[method] = await extractions.EstimateAsync(teamId, method, cancel);
            // Reading waits for the intake: what moderation has not let pass is shown to nobody, not even to us.
            var intake = unjudged.Contains(image.AssetId) ? image.IntakeJobId : null;
            planned.Add(new Planned(image, method, (int)priority, parameters, estimates[method], intake));
        }

        return planned;
    }

    private static JsonElement Checked(JsonElement? parameters)
    {
        ExtractionParameters.Of(parameters);
        if (parameters is not { ValueKind: JsonValueKind.Object } given)
            return NoParameters;
        return given.GetRawText().Length <= LongestParameters && StoredText.CanHold(given)
            ? given
            : throw Problems.InvalidParameters.ToException(
                $"parameters has at most {LongestParameters} characters, and nothing that cannot be stored.");
    }

    private async Task<ProblemException> MissingAsync(Guid teamId, ExtractionRequest.Request request, CancellationToken cancel) =>
        await products.FindAsync(teamId, request.ProductId!.Value, cancel) is null
            ? Problems.ProductNotFound.ToException($"There is no product {request.ProductId}.")
            : Problems.ImageNotFound.ToException($"Product {request.ProductId} has no image {request.ImageId}.");

    private async Task<IReadOnlyList<Guid>> InsertAsync(
        ISql sql, Caller caller, Place place, IReadOnlyList<Planned> planned, CancellationToken cancel)
    {
        var made = new List<Extraction>();
        foreach (var plan in planned)
        {
            var job = await jobs.EnqueueAsync(
                new NewJob(
                    caller.TeamId,
                    place.Queue,
                    DigitiseChart.Kind,
                    [new NewItem(DigitiseChart.Step, plan.Image.AssetId)],
                    plan.Priority,
                    JsonSerializer.SerializeToElement(
                        new { plan.Image.ProductId, ImageId = plan.Image.Id, plan.Image.Filename, plan.Method }, SuiteJson.Options),
                    caller.UserId,
                    DependsOn: plan.Intake is { } intake ? [intake] : null,
                    LimitKeys: UsageKeys.OfCaller(caller)),
                cancel,
                sql);
            made.Add(new Extraction(
                job.JobId, plan.Image.ProductId, plan.Image.Id, place.QueueId, place.BatchId, plan.Method, plan.Parameters, plan.Estimate,
                clock.GetUtcNow()));
        }

        // In the order of images, so that two batches over the same ones wait for each other and do not deadlock.
        foreach (var extraction in made.OrderBy(extraction => extraction.ImageId))
            await extractions.AddAsync(sql, caller.TeamId, extraction, cancel);
        return [.. made.Select(extraction => extraction.JobId)];
    }

    /// <param name="QueueId">As it was asked for.</param>
    private sealed record Place(string Queue, Guid? QueueId, Guid? BatchId);

    private sealed record Planned(
        ImageView Image, string Method, int Priority, JsonElement Parameters, int? Estimate, Guid? Intake);
}
