using Suite.Platform;

namespace Suite.Assets;

/// <summary>Runs the statements about insights.</summary>
internal sealed class InsightStore(Db db, IOutbox outbox, TimeProvider clock)
{
    public async Task<Guid> AddAsync(ISql within, NewInsight insight, CancellationToken cancel)
    {
        var asset = await within.FirstAsync(
            InsightSql.LockAsset,
            args => args.Add(insight.TeamId).Add(insight.AssetId),
            row => new LockedAsset(AssetRow.State(row.GetString(0)), row.IdOrNull(1)),
            cancel) ?? throw new InvalidOperationException($"The team has no asset {insight.AssetId}.");

        var hadText = (await within.QueryAsync(
            InsightSql.RetireCurrent,
            args => args.Add(insight.AssetId).Add(insight.Kind).AddText(insight.Perspective),
            row => row.TextOrNull(0),
            cancel)).Any(text => text is not null);
        var id = Ids.New(clock);
        await within.ExecuteAsync(
            InsightSql.Insert,
            args => args
                .Add(id).Add(insight.TeamId).Add(insight.AssetId).Add(insight.Kind).AddJson(insight.Content.GetRawText())
                .AddText(insight.Text).Add(insight.Provider).Add(insight.Model).Add(insight.Method)
                .AddText(insight.Perspective).AddText(insight.PerspectiveVersion)
                .AddId(insight.JobId).AddNumber(insight.ItemId).AddNumber(insight.AttemptId)
                .Add(insight.InputHash).Add(clock.GetUtcNow()),
            cancel);

        List<NewEvent> events = [new AssetChanged(insight.AssetId, asset.State, AssetChanged.Insight).ToEvent(insight.TeamId)];
        if (insight.Text is not null || hadText)
        {
            var ofIntake = insight.JobId is not null && insight.JobId == asset.IntakeJobId;
            events.Add(new AssetTextChanged(insight.AssetId, ofIntake ? AssetIntake.Kind : null).ToEvent(insight.TeamId));
        }

        await outbox.AddAsync(within, events, cancel);
        return id;
    }

    public async Task<IReadOnlyList<Insight>> CurrentAsync(Guid teamId, Guid assetId, CancellationToken cancel) =>
        await db.QueryAsync(InsightSql.Current, args => args.Add(teamId).Add(assetId), AssetRow.ReadInsight, cancel);

    public async Task<IReadOnlyList<AssetCaption>> CaptionsAsync(
        Guid teamId, IReadOnlyCollection<Guid> assetIds, CancellationToken cancel) =>
        await db.QueryAsync(
            InsightSql.Captions,
            args => args.Add(teamId).Add(assetIds.ToArray()),
            row => new AssetCaption(row.GetGuid(0), row.GetString(1), row.GetString(2)),
            cancel);

    public async Task<IReadOnlyList<AssetText>> TextsAsync(Guid teamId, Guid assetId, CancellationToken cancel) =>
        await db.QueryAsync(
            InsightSql.Texts,
            args => args.Add(teamId).Add(assetId),
            row => new AssetText(assetId, row.GetString(0), row.TextOrNull(1) ?? row.GetString(0), row.GetString(2)),
            cancel);

    private sealed record LockedAsset(AssetState State, Guid? IntakeJobId);
}
