namespace Suite.Captioning;

/// <summary>Every statement about captions of files of the workspace.</summary>
internal static class FileCaptionSql
{
    public const string Insert = """
        insert into captioning.file_caption
            (id, team_id, path, sha256, size_bytes, modified_at, perspective, perspective_version, content, text, provider, model, method,
             input_hash, job_id, item_id, attempt_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        """;

    // Of each path and perspective the last that was made, whatever the file held then.
    public const string Marks = """
        select distinct on (path, perspective) path, perspective, perspective_version, size_bytes, modified_at, sha256
        from captioning.file_caption
        where team_id = $1 and path = any($2)
        order by path, perspective, created_at desc
        """;

    public const string OfContent = """
        select distinct on (perspective) perspective, content::text, text
        from captioning.file_caption
        where team_id = $1 and path = $2 and sha256 = $3
        order by perspective, created_at desc
        """;
}
