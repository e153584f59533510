namespace Suite.Charts.Work;

internal static class ExtractionSql
{
    private const string Columns = """
        extraction.job_id, extraction.product_id, extraction.image_id, extraction.queue_id, extraction.batch_id,
        extraction.method, extraction.parameters::text, extraction.estimated_seconds, extraction.created_at
        """;

    public const string Insert = """
        insert into charts.extraction (
            job_id, team_id, product_id, image_id, queue_id, batch_id, method, parameters, estimated_seconds, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    public const string PointImage = """
        update charts.image set job_id = $2, status = 'pending', updated_at = $3 where id = $1
        """;

    public const string Find = $"""
        select {Columns} from charts.extraction extraction where extraction.team_id = $1 and extraction.job_id = $2
        """;

    public const string OfBatch = $"""
        select {Columns} from charts.extraction extraction
        where extraction.team_id = $1 and extraction.batch_id = $2
        order by extraction.job_id
        """;

    // What the team's last hundred took, by the same method.
    public const string Estimate = """
        select avg(recent.processing_seconds)
        from (
            select result.processing_seconds
            from charts.result result
            join charts.extraction extraction on extraction.job_id = result.job_id
            where result.team_id = $1 and extraction.method = $2
            order by result.id desc
            limit 100
        ) recent
        """;

    public const string InsertBatch = """
        insert into charts.batch (id, team_id, queue_id, created_by, created_at) values ($1, $2, $3, $4, $5)
        """;

    public const string FindBatch = "select queue_id, created_at from charts.batch where team_id = $1 and id = $2";
}
