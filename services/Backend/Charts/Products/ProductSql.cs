namespace Suite.Charts.Products;

internal static class ProductSql
{
    private const string Columns = """
        product.id, product.name, product.manufacturer, product.part_number, product.device_type, product.package,
        product.description,
        (select count(*)::int from charts.image image where image.product_id = product.id),
        (select count(*)::int from charts.result result where result.product_id = product.id),
        product.created_at, product.updated_at
        """;

    public const string Insert = """
        insert into charts.product (
            id, team_id, name, manufacturer, part_number, device_type, package, description, created_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
        on conflict (team_id, part_number) do nothing
        """;

    public const string Update = """
        update charts.product
        set name = $3, manufacturer = $4, part_number = $5, device_type = $6, package = $7, description = $8, updated_at = $9
        where team_id = $1 and id = $2
        """;

    public const string Delete = "delete from charts.product where team_id = $1 and id = $2";

    public const string Find = $"""
        select {Columns} from charts.product product where product.team_id = $1 and product.id = $2
        """;

    public const string List = $"""
        select {Columns}
        from charts.product product
        where product.team_id = $1
            and ($2::text is null
                or strpos(lower(product.name), lower($2)) > 0
                or strpos(lower(product.manufacturer), lower($2)) > 0
                or strpos(lower(product.part_number), lower($2)) > 0)
            and ($3::text is null or product.device_type = $3)
            and ($4::uuid is null or product.id < $4)
        order by product.id desc
        limit $5
        """;

    // With the product's row held, so that it is not deleted in the middle of an upload.
    public const string Hold = "select id from charts.product where team_id = $1 and id = $2 for key share";

    public const string Jobs = "select job_id from charts.extraction where team_id = $1 and product_id = $2";
}
