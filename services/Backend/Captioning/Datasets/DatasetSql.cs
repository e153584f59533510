namespace Suite.Captioning;

/// <summary>Every statement about datasets: collections whose names are graphcap's kind of name.</summary>
internal static class DatasetSql
{
    public const string List = """
        select collection_id, name, description, asset_count::int, created_at
        from assets.collection_report
        where team_id = $1 and name ~ '^[A-Za-z0-9_-]+$' and ($2::uuid is null or collection_id < $2)
        order by collection_id desc
        limit $3
        """;

    // Collections may share a name; the first that had it is the dataset.
    public const string Find = """
        select collection_id, name, description, asset_count::int, created_at
        from assets.collection_report
        where team_id = $1 and name = $2
        order by collection_id
        limit 1
        """;

    public const string RecordFile = """
        insert into captioning.imported_file (item_id, team_id, job_id, asset_id, created)
        values ($1, $2, $3, $4, $5)
        """;

    public const string CountFiles = """
        select count(*) filter (where created)::int, count(*) filter (where not created)::int
        from captioning.imported_file
        where team_id = $1 and job_id = $2
        """;

    public const string FilesOfItems = """
        select item_id, asset_id, created from captioning.imported_file where team_id = $1 and item_id = any($2)
        """;
}
