namespace Suite.Platform;

/// <summary>
/// The statements under the migrations. They run while the schema is not there yet, so they are not among the prepared ones.
/// </summary>
internal static class MigrationLedger
{
    // "suite" in ASCII: any number will do, as long as every replica takes the same.
    public const long Lock = 0x7375697465;

    public const string TakeLock = "select pg_advisory_lock($1)";

    public const string Create = """
        create schema if not exists platform;
        create table if not exists platform.migration (
            module text not null,
            number int not null,
            name text not null,
            checksum text not null,
            applied_at timestamptz not null default now(),
            primary key (module, number)
        );
        """;

    public const string HasVector = "select exists (select from pg_available_extensions where name = 'vector')";

    public const string CreateVector = "create extension if not exists vector";

    public const string Applied = "select module, number, checksum from platform.migration";

    public const string Record = """
        insert into platform.migration (module, number, name, checksum) values ($1, $2, $3, $4)
        """;
}
