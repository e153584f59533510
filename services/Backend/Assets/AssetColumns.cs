namespace Suite.Assets;

/// <summary>The column lists that several statements share, in the order in which <see cref="AssetRow"/> reads them.</summary>
internal static class AssetColumns
{
    public const string Asset = """
        asset.id, asset.team_id, asset.kind, asset.state, asset.file_name, asset.content_type, asset.size_bytes, asset.sha256,
        asset.width, asset.height, asset.description, asset.created_at, asset.created_by, asset.deleted_at
        """;

    // The intake's own caption goes before those that were asked for later, in other perspectives.
    public const string Card = Asset + """
        , asset.failure, asset.moderated_at,
        (
            select insight.text
            from assets.insight insight
            where insight.asset_id = asset.id and insight.kind = 'caption' and insight.current
            order by insight.job_id is not distinct from asset.intake_job_id desc, insight.created_at desc
            limit 1
        ),
        (
            select coalesce(jsonb_agg(jsonb_build_object(
                'name', variant.name, 'width', variant.width, 'height', variant.height,
                'contentType', variant.content_type, 'sizeBytes', variant.size_bytes) order by variant.width, variant.name), '[]')::text
            from assets.variant variant
            where variant.asset_id = asset.id
        ),
        array(select member.collection_id from assets.collection_asset member where member.asset_id = asset.id order by 1)
        """;

    public const string Insight = """
        id, asset_id, kind, content::text, text, provider, model, method, perspective, perspective_version,
        job_id, item_id, attempt_id, input_hash, created_at
        """;
}
