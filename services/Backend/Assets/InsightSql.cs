namespace Suite.Assets;

internal static class InsightSql
{
    // Holds the asset's row, so that two results of one kind cannot both become the current one.
    public const string LockAsset = """
        select state, intake_job_id from assets.asset where team_id = $1 and id = $2 for no key update
        """;

    public const string RetireCurrent = """
        update assets.insight set current = false
        where asset_id = $1 and kind = $2 and coalesce(perspective, '') = coalesce($3, '') and current
        returning text
        """;

    public const string Insert = """
        insert into assets.insight (
            id, team_id, asset_id, kind, content, text, provider, model, method, perspective, perspective_version,
            job_id, item_id, attempt_id, input_hash, current, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, true, $16)
        """;

    public const string Current = $"""
        select {AssetColumns.Insight} from assets.insight
        where team_id = $1 and asset_id = $2 and current
        order by created_at, id
        """;

    public const string Captions = """
        select asset_id, perspective, perspective_version
        from assets.insight
        where team_id = $1 and asset_id = any($2) and kind = 'caption' and current
            and perspective is not null and perspective_version is not null
        """;

    public const string Texts = """
        select 'description', null, asset.description
        from assets.asset asset
        where asset.team_id = $1 and asset.id = $2 and asset.deleted_at is null and asset.state <> 'quarantined'
            and asset.description is not null
        union all
        select insight.kind, insight.perspective, insight.text
        from assets.insight insight
        join assets.asset asset on asset.id = insight.asset_id
        where asset.team_id = $1 and asset.id = $2 and asset.deleted_at is null and asset.state <> 'quarantined'
            and insight.current and insight.text is not null and insight.text <> ''
        """;
}
