namespace Suite.Assets;

/// <summary>Every statement about assets, their variants and their blobs.</summary>
internal static class AssetSql
{
    public const string InsertBlob = """
        insert into assets.blob (sha256, size_bytes, created_at) values ($1, $2, $3) on conflict do nothing
        """;

    public const string Insert = """
        insert into assets.asset (
            id, team_id, kind, state, file_name, content_type, size_bytes, sha256, uploaded_sha256,
            width, height, description, created_at, created_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        on conflict (team_id, uploaded_sha256) where deleted_at is null do nothing
        """;

    public const string FindByBytes = """
        select id from assets.asset where team_id = $1 and uploaded_sha256 = $2 and deleted_at is null
        """;

    // A verdict stands: only what failed, or could not be judged, is tried again.
    public const string Reprocess = """
        update assets.asset
        set state = 'processing', failure = null
        where id = $1 and (state = 'failed' or (state = 'quarantined' and moderated_at is null))
        """;

    public const string SetIntakeJob = """
        update assets.asset set intake_job_id = $2 where id = any($1)
        """;

    public const string IntakeJobs = """
        select id, intake_job_id from assets.asset where id = any($1) and intake_job_id is not null
        """;

    public const string Find = $"""
        select {AssetColumns.Asset} from assets.asset asset where asset.team_id = $1 and asset.id = $2
        """;

    public const string FindMany = $"""
        select {AssetColumns.Asset} from assets.asset asset
        where asset.team_id = $1 and asset.id = any($2) and asset.deleted_at is null
        """;

    public const string Cards = $"""
        select {AssetColumns.Card} from assets.asset asset where asset.team_id = $1 and asset.id = any($2)
        """;

    public const string ListNewest = $"""
        select {AssetColumns.Card}
        from assets.asset asset
        where {Filters} and ($7::uuid is null or asset.id < $7)
        order by asset.id desc
        limit $8
        """;

    public const string ListOldest = $"""
        select {AssetColumns.Card}
        from assets.asset asset
        where {Filters} and ($7::uuid is null or asset.id > $7)
        order by asset.id
        limit $8
        """;

    public const string ListByName = $"""
        select {AssetColumns.Card}
        from assets.asset asset
        where {Filters} and ($7::uuid is null or (lower(asset.file_name), asset.id) > (lower($9), $7))
        order by lower(asset.file_name), asset.id
        limit $8
        """;

    public const string LocateContent = """
        select asset.kind, asset.state, asset.moderated_at, asset.deleted_at, asset.file_name,
            asset.sha256, asset.content_type, asset.created_at
        from assets.asset asset
        where asset.team_id = $1 and asset.id = $2
        """;

    public const string LocateVariant = """
        select variant.sha256, variant.content_type
        from assets.variant variant
        join assets.asset asset on asset.id = variant.asset_id
        where asset.team_id = $1 and asset.id = $2 and variant.name = $3
        """;

    public const string Describe = """
        update assets.asset
        set description = case when $3::text is null then description else nullif($3, '') end,
            file_name = coalesce($4, file_name)
        where team_id = $1 and id = $2 and deleted_at is null
        returning state
        """;

    public const string Delete = """
        update assets.asset set deleted_at = $3 where team_id = $1 and id = $2 and deleted_at is null returning state
        """;

    public const string Restore = """
        update assets.asset set deleted_at = null where team_id = $1 and id = $2 and deleted_at is not null returning state
        """;

    public const string RecordVerdict = """
        update assets.asset
        set moderated_at = $3, state = case when $4 then state else 'quarantined' end, failure = $5
        where team_id = $1 and id = $2
        returning state
        """;

    public const string UpsertVariant = """
        insert into assets.variant (asset_id, name, sha256, content_type, size_bytes, width, height)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (asset_id, name) do update
        set sha256 = excluded.sha256, content_type = excluded.content_type, size_bytes = excluded.size_bytes,
            width = excluded.width, height = excluded.height
        """;

    public const string MarkReady = """
        update assets.asset set state = 'ready', failure = null
        where team_id = $1 and id = $2 and state = 'processing' and moderated_at is not null
        returning state
        """;

    // The job must still be the asset's: an old job's last words do not touch a new attempt. A failure says more than the
    // cancellation of the steps behind it, which may be heard first.
    public const string EndIntake = """
        update assets.asset
        set state = $4, failure = $5
        where team_id = $1 and id = $2 and intake_job_id = $3
            and (state = 'processing' or ($6 and state = 'failed'))
            and (state, failure) is distinct from ($4, $5)
        returning state
        """;

    private const string Filters = """
        asset.team_id = $1
            and ($2::text is null or asset.kind = $2)
            and ($3::text is null or asset.state = $3)
            and ($4::uuid is null or exists (
                select 1 from assets.collection_asset member where member.collection_id = $4 and member.asset_id = asset.id))
            and ($5::text is null
                or strpos(lower(asset.file_name), lower($5)) > 0 or strpos(lower(asset.description), lower($5)) > 0)
            and (asset.deleted_at is not null) = $6
        """;
}
