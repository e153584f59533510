namespace Suite.Captioning;

/// <summary>Every statement about perspectives and their modules.</summary>
internal static class PerspectiveSql
{
    public const string Newest = """
        select distinct on (name) definition::text
        from captioning.perspective
        where team_id = $1
        order by name, id desc
        """;

    // A team's own version goes before a file's of the same number: it is what the team's captions were made with.
    public const string FindVersion = """
        select definition::text
        from captioning.perspective
        where (team_id = $1 or team_id is null) and name = $2 and version = $3
        order by team_id nulls last
        limit 1
        """;

    public const string Versions = """
        select version, team_id is not null, created_at, created_by
        from captioning.perspective
        where (team_id = $1 or team_id is null) and name = $2
        order by team_id nulls last, id desc
        """;

    // Nothing is written when somebody else has just made this version.
    public const string Insert = """
        insert into captioning.perspective (team_id, name, version, definition, created_by)
        values ($1, $2, $3, $4, $5)
        on conflict do nothing
        """;

    // True when a file was changed without a new version.
    public const string KeepShipped = """
        insert into captioning.perspective as kept (name, version, definition)
        values ($1, $2, $3)
        on conflict (team_id, name, version) do update set definition = excluded.definition
        where kept.definition <> excluded.definition
        returning xmax <> 0
        """;

    public const string Switches = "select name, enabled from captioning.module where team_id = $1";

    public const string Switch = """
        insert into captioning.module (team_id, name, enabled)
        values ($1, $2, $3)
        on conflict (team_id, name) do update set enabled = excluded.enabled, updated_at = now()
        """;
}
