using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>
/// Ends and keeps alive the attempts of external workers, with the fences of the engine. Ending one a second time in the same way
/// does nothing and is no failure: the first answer may not have arrived.
/// </summary>
internal sealed class ExternalAttempts(
    AttemptEnd end,
    LeaseExtension leases,
    ExternalStore store,
    ExternalResults results,
    TokenUse tokenUse,
    JobMetrics metrics,
    IOptions<JobsOptions> options)
{
    /// <returns>Null when the output was accepted, now or before.</returns>
    public async Task<ProblemHttpResult?> CompleteAsync(
        Guid teamId, long attempt, JsonElement? output, long tokens, CancellationToken cancel)
    {
        if (await FindAsync(teamId, attempt, cancel) is not { } held)
            return await EndedBeforeAsync(teamId, attempt, cancel, "succeeded");

        held.Item.UseTokens(tokens);
        await tokenUse.WriteAsync(held.Item, CancellationToken.None);

        var length = output?.GetRawText().Length ?? 0;
        if (length > options.Value.MaxOutputLength)
        {
            var reason = $"The output has {length} characters; {options.Value.MaxOutputLength} are allowed.";
            await EndAsync(teamId, held, Ending.Failed(reason, retry: false));
            return Problems.OutputTooLarge.ToResult(reason);
        }

        if (output is { } json && !StoredText.CanHold(json))
            return await RefuseAsync(teamId, held, "The output holds a character or a number that cannot be stored.", retry: true);

        try
        {
            var result = await results.AcceptAsync(held.Item, output, cancel);
            if (!await end.SucceedAsync(Attempt.Of(held.Item), result, CancellationToken.None))
                return await LostAsync(teamId, held, "succeeded");
            Measure(held, "succeeded");
            return null;
        }
        catch (ItemFailedException refusal)
        {
            return await RefuseAsync(teamId, held, refusal.Message, refusal.Retry);
        }
    }

    /// <returns>Null when it has failed, now or before.</returns>
    public async Task<ProblemHttpResult?> FailAsync(Guid teamId, long attempt, string error, bool retry, CancellationToken cancel) =>
        await FindAsync(teamId, attempt, cancel) is { } held
            ? await EndAsync(teamId, held, Ending.Failed(error, retry))
            : await EndedBeforeAsync(teamId, attempt, cancel, "failed", "cancelled");

    /// <summary>Gives an item back: another may take it at once, and the attempt does not count.</summary>
    /// <returns>Null when it was given back, now or before.</returns>
    public async Task<ProblemHttpResult?> ReleaseAsync(Guid teamId, long attempt, CancellationToken cancel) =>
        await FindAsync(teamId, attempt, cancel) is { } held
            ? await EndAsync(teamId, held, Ending.Released)
            : await EndedBeforeAsync(teamId, attempt, cancel, "released", "cancelled");

    /// <returns>How each of the attempts stands, in their order.</returns>
    public async Task<IReadOnlyList<AttemptStanding>> BeatAsync(
        Guid teamId, IReadOnlyList<(long Attempt, int? Progress)> beats, CancellationToken cancel)
    {
        var held = (await store.HeldAsync(teamId, [.. beats.Select(beat => beat.Attempt)], cancel)).ToDictionary(item => item.Item.AttemptId);
        foreach (var late in held.Values.Where(item => item.Held > options.Value.AttemptTimeout).ToList())
        {
            await EndAsync(teamId, late, Ending.Failed($"The attempt took longer than {options.Value.AttemptTimeout}.", retry: true));
            held.Remove(late.Item.AttemptId);
        }
        foreach (var (attempt, progress) in beats)
            if (progress is { } percent && held.TryGetValue(attempt, out var item))
                item.Item.ReportProgress(percent);

        Dictionary<long, bool> extended = [];
        if (held.Count > 0)
        {
            extended = await leases.ExtendAsync([.. held.Values.Select(item => item.Item)], cancel);
            await store.SeenWithAsync(teamId, [.. held.Values.Select(item => item.Item.ItemId)], cancel);
        }
        return
        [
            .. beats.Select(beat => new AttemptStanding(
                beat.Attempt,
                !extended.TryGetValue(beat.Attempt, out var cancelled) ? AttemptState.Lost
                    : cancelled ? AttemptState.Cancelled
                    : AttemptState.Held)),
        ];
    }

    private async Task<ProblemHttpResult> RefuseAsync(Guid teamId, HeldItem held, string reason, bool retry) =>
        await EndAsync(teamId, held, Ending.Failed(reason, retry)) ?? Problems.OutputRefused.ToResult(reason);

    private async Task<HeldItem?> FindAsync(Guid teamId, long attempt, CancellationToken cancel) =>
        (await store.HeldAsync(teamId, [attempt], cancel)).SingleOrDefault();

    private async Task<ProblemHttpResult?> EndAsync(Guid teamId, HeldItem held, Ending ending)
    {
        if (!await end.EndAsync(Attempt.Of(held.Item), ending, CancellationToken.None))
            return await LostAsync(teamId, held, ending.Outcome);
        Measure(held, ending.Outcome);
        return null;
    }

    private void Measure(HeldItem held, string outcome) =>
        metrics.Ended(held.Item.Queue, held.Item.Kind, held.Item.Step, outcome, held.Held);

    private Task<ProblemHttpResult?> LostAsync(Guid teamId, HeldItem held, string same)
    {
        metrics.LeaseLost(held.Item.Queue);
        return EndedBeforeAsync(teamId, held.Item.AttemptId, CancellationToken.None, same);
    }

    private async Task<ProblemHttpResult?> EndedBeforeAsync(
        Guid teamId, long attempt, CancellationToken cancel, params string[] same)
    {
        var outcome = await store.OutcomeAsync(teamId, attempt, cancel);
        if (outcome is null)
            return Problems.AttemptNotFound.ToResult($"There is no attempt {attempt}.");
        if (same.Contains(outcome))
            return null;
        return Problems.LeaseLost.ToResult(outcome.Length == 0
            ? $"Attempt {attempt} has ended; its item may belong to another worker now."
            : $"Attempt {attempt} has ended {outcome}; its item may belong to another worker now.");
    }
}

/// <summary>Whether a worker should go on. <see cref="Cancelled"/>: it holds the item, but nobody wants the result.</summary>
internal enum AttemptState
{
    Held,
    Lost,
    Cancelled,
}

internal sealed record AttemptStanding(long AttemptId, AttemptState State);
