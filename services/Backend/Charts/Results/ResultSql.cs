namespace Suite.Charts.Results;

internal static class ResultSql
{
    private const string Columns = """
        result.id, result.job_id, result.product_id, result.image_id, image.file_name, extraction.method,
        extraction.parameters::text, result.columns, result.curve::text, result.confidence, result.data_points,
        result.processing_seconds, result.created_at, result.updated_at
        """;

    private const string Joined = """
        charts.result result
        join charts.extraction extraction on extraction.job_id = result.job_id
        join charts.image image on image.id = result.image_id
        """;

    // Out of the extraction, and not by its values: when that was deleted in the meantime, nothing is kept.
    public const string Insert = """
        insert into charts.result (
            id, job_id, team_id, product_id, image_id, columns, curve, confidence, data_points, processing_seconds,
            created_at, updated_at)
        select $1, job_id, team_id, product_id, image_id, $4, $5, $6, $7, $8, $9, $9
        from charts.extraction
        where team_id = $2 and job_id = $3
        """;

    public const string CompleteImage = """
        update charts.image set status = 'completed', updated_at = $3 where team_id = $1 and job_id = $2
        """;

    public const string Find = $"""
        select {Columns} from {Joined} where result.team_id = $1 and result.job_id = $2
        """;


    public const string ColumnsOfProduct = "select columns from charts.result where team_id = $1 and product_id = $2";

    public const string List = $"""
        select {Columns} from {Joined}
        where result.team_id = $1 and result.product_id = $2 and ($3::uuid is null or result.id > $3)
        order by result.id
        limit $4
        """;
}
