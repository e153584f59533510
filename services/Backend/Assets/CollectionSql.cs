namespace Suite.Assets;

internal static class CollectionSql
{
    public const string Exists = "select 1 from assets.collection where id = $1 and team_id = $2 for share";

    public const string Insert = """
        insert into assets.collection (id, team_id, name, description, created_at) values ($1, $2, $3, $4, $5)
        """;

    public const string Find = $"""
        select {Columns} from assets.collection collection where collection.team_id = $1 and collection.id = $2
        """;

    public const string List = $"""
        select {Columns}
        from assets.collection collection
        where collection.team_id = $1 and ($2::uuid is null or collection.id < $2)
        order by collection.id desc
        limit $3
        """;

    public const string Update = """
        update assets.collection
        set name = coalesce($3, name),
            description = case when $4::text is null then description else nullif($4, '') end
        where team_id = $1 and id = $2
        """;

    public const string Delete = "delete from assets.collection where team_id = $1 and id = $2";

    public const string Add = """
        insert into assets.collection_asset (collection_id, asset_id) values ($1, $2) on conflict do nothing
        """;

    public const string AddWithin = """
        insert into assets.collection_asset (collection_id, asset_id)
        select collection.id, asset.id
        from assets.collection collection, assets.asset asset
        where collection.team_id = $1 and collection.id = $2 and asset.team_id = $1 and asset.id = $3 and asset.deleted_at is null
        on conflict (collection_id, asset_id) do update set asset_id = excluded.asset_id
        """;

    // Founding by name is one at a time in a team: names are unique only among those that want to be.
    public const string HoldNames = "select pg_advisory_xact_lock(hashtextextended($1::text, 0))";

    public const string InsertUnlessNamed = """
        insert into assets.collection (id, team_id, name, description, created_at)
        select $1, $2, $3, $4, $5
        where not exists (select 1 from assets.collection where team_id = $2 and name = $3)
        """;

    public const string AddMany = """
        insert into assets.collection_asset (collection_id, asset_id)
        select collection.id, asset.id
        from assets.collection collection, assets.asset asset
        where collection.team_id = $1 and collection.id = $2
            and asset.team_id = $1 and asset.id = any($3) and asset.deleted_at is null
        on conflict do nothing
        """;

    public const string Remove = """
        delete from assets.collection_asset member
        using assets.collection collection
        where collection.id = member.collection_id and collection.team_id = $1 and collection.id = $2 and member.asset_id = $3
        """;

    private const string Columns = """
        collection.id, collection.name, collection.description,
        (
            select count(*)
            from assets.collection_asset member
            join assets.asset asset on asset.id = member.asset_id
            where member.collection_id = collection.id and asset.deleted_at is null
        ),
        collection.created_at
        """;
}
