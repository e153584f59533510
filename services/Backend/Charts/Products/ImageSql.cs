namespace Suite.Charts.Products;

internal static class ImageSql
{
    private const string Columns = """
        image.id, image.product_id, image.asset_id, image.file_name, image.description, image.status, image.job_id,
        image.intake_job_id, image.file_size, image.mime_type, image.width, image.height, image.created_at, image.updated_at
        """;

    public const string Insert = """
        insert into charts.image (
            id, team_id, product_id, asset_id, file_name, description, intake_job_id, file_size, mime_type, width, height,
            created_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
        on conflict (product_id, asset_id) do update set intake_job_id = excluded.intake_job_id
        returning id
        """;

    public const string Assets = "select asset_id from charts.image where product_id = $1 and asset_id = any($2)";

    public const string Find = $"""
        select {Columns} from charts.image image
        where image.team_id = $1 and image.product_id = $2 and image.id = $3
        """;

    public const string FindMany = $"""
        select {Columns} from charts.image image where image.team_id = $1 and image.id = any($2)
        """;

    public const string List = $"""
        select {Columns} from charts.image image
        where image.team_id = $1 and image.product_id = $2
            and ($3::text is null or image.status = $3)
            and ($4::uuid is null or image.id > $4)
        order by image.id
        limit $5
        """;

    public const string Delete = "delete from charts.image where team_id = $1 and product_id = $2 and id = $3";

    public const string Jobs = "select job_id from charts.extraction where team_id = $1 and image_id = $2";

    // Only what became of the latest extraction counts, and what has been completed is not begun again by a late message.
    public const string Follow = """
        update charts.image
        set status = $3, updated_at = $4
        where team_id = $1 and job_id = $2 and status <> $3 and status = any($5)
        """;
}
