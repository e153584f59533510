using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Access;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

internal static class EndBatchItem
{
    private const string Unexplained = "A client reported that it failed, and not why.";

    public static void MapEndBatchItem(this RouteGroupBuilder group) => group
        .MapPost("/items/{itemId:long}", Handle)
        .RequireAuthorization(Policies.Annotator)
        .WithName(nameof(EndBatchItem))
        .WithSummary("End a waiting item by hand, as graphcap's clients do that caption by themselves. Takes its lease for that moment.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        long itemId, Request request, Caller caller, IJobControl control, BatchReader batches, PerspectiveStore perspectives,
        CancellationToken cancel)
    {
        if (await batches.FindItemAsync(caller.TeamId, itemId, cancel) is not { } before)
            return Problems.ItemNotFound.ToResult($"There is no item {itemId}.");
        if (BatchWords.ParseItem(request.Status) is not { } state || state is not (ItemState.Succeeded or ItemState.Failed or ItemState.Cancelled))
            return Problems.IllegalTransition.ToResult($"An item becomes {request.Status} by itself; it can be completed, failed or cancelled.");
        var check = state == ItemState.Succeeded && request.Result is { } result
            ? await CheckAsync(result, before.Item, caller, perspectives, cancel)
            : null;
        if (check is { Faults.Count: > 0 })
            return Problems.ResultDoesNotFit.ToResult($"The result does not fit its perspective: {string.Join("; ", check.Faults)}.");

        var output = state == ItemState.Succeeded ? Output(check?.Result, request.ProcessingTime) : (JsonElement?)null;
        var error = state == ItemState.Failed ? request.Error ?? Unexplained : request.Error;
        if (await control.EndItemAsync(caller.TeamId, itemId, state, output, error, cancel) != ChangeOutcome.Done)
            return Problems.IllegalTransition.ToResult(
                $"Item {itemId} has ended already, or somebody else is at work on it (it was {before.Item.State.Status()}).");

        return await batches.FindItemAsync(caller.TeamId, itemId, cancel) is { } after
            ? TypedResults.Ok(new Response(true, BatchItemView.Of(after.Item), new JobProgressView(after.Job.State.Status(), after.Job.Progress)))
            : Problems.ItemNotFound.ToResult($"Item {itemId} has gone.");
    }

    // What comes from outside is held to the same fields as what our models say.
    private static async Task<CheckedAnswer> CheckAsync(
        JsonElement result, ItemView item, Caller caller, PerspectiveStore perspectives, CancellationToken cancel)
    {
        var input = BatchItemInput.Of(item.Input!.Value);
        var library = await perspectives.LibraryAsync(caller.TeamId, cancel);
        var perspective = await perspectives.UsedAsync(library, caller.TeamId, input.Perspective, input.Version, cancel);
        return AnswerCheck.Check(result, AnswerCheck.Model, perspective.SchemaFields);
    }

    private static JsonElement Output(JsonElement? result, int? processingTime) =>
        JsonSerializer.SerializeToElement(new { text = (string?)null, result, processingTime }, SuiteJson.Options);

    /// <param name="Result">What the caption says, with its perspective's fields.</param>
    /// <param name="ProcessingTime">In milliseconds.</param>
    public sealed record Request(
        [Required, AllowedValues("pending", "running", "completed", "failed", "cancelled")] string Status,
        JsonElement? Result = null,
        [StringLength(4_000)] string? Error = null,
        [Range(0, int.MaxValue)] int? ProcessingTime = null);

    internal sealed record Response(bool Success, BatchItemView Item, JobProgressView Job);

    internal sealed record JobProgressView(string Status, int Progress);
}
