using System.Globalization;
using Suite.Access;
using Suite.Jobs;
using Suite.Platform;

namespace Suite.Captioning;

/// <summary>Reads and writes perspectives. A version that is written never changes.</summary>
internal sealed class PerspectiveStore(Db db, PerspectiveLibrary shipped)
{
    public async Task<TeamLibrary> LibraryAsync(Guid teamId, CancellationToken cancel)
    {
        var own = await db.QueryAsync(
            PerspectiveSql.Newest, args => args.Add(teamId), row => PerspectiveJson.Parse(row.GetString(0)), cancel);
        var switches = await db.QueryAsync(
            PerspectiveSql.Switches, args => args.Add(teamId), row => (Name: row.GetString(0), On: row.GetBoolean(1)), cancel);
        return new TeamLibrary(shipped.All, own, switches.ToDictionary(module => module.Name, module => module.On));
    }

    /// <summary>A version that was in use once, whatever is now; null when it never was.</summary>
    public Task<Perspective?> FindAsync(Guid teamId, string name, string version, CancellationToken cancel) =>
        db.FirstAsync<Perspective?>(
            PerspectiveSql.FindVersion, args => args.Add(teamId).Add(name).Add(version), row => PerspectiveJson.Parse(row.GetString(0)), cancel);

    /// <summary>The perspective that an item was made for; <paramref name="version"/> null: the present one.</summary>
    /// <exception cref="ItemFailedException">It is not there any more.</exception>
    public async Task<Perspective> UsedAsync(TeamLibrary library, Guid teamId, string name, string? version, CancellationToken cancel)
    {
        var present = library.Find(name);
        if (present is not null && (version is null || present.Version == version))
            return present;
        return (version is null ? null : await FindAsync(teamId, name, version, cancel))
            ?? throw new ItemFailedException($"There is no perspective {name}{(version is null ? "" : $" of version {version}")} any more.", retry: false);
    }

    /// <summary>The newest first.</summary>
    public Task<List<PerspectiveVersion>> VersionsAsync(Guid teamId, string name, CancellationToken cancel) =>
        db.QueryAsync(
            PerspectiveSql.Versions,
            args => args.Add(teamId).Add(name),
            row => new PerspectiveVersion(row.GetString(0), row.GetBoolean(1), row.Time(2), row.IdOrNull(3)),
            cancel);

    /// <summary>False when this version is there already: somebody was quicker.</summary>
    public async Task<bool> AddAsync(Caller caller, Perspective perspective, CancellationToken cancel) =>
        await db.ExecuteAsync(
            PerspectiveSql.Insert,
            args => args.Add(caller.TeamId).Add(perspective.Name).Add(perspective.Version)
                .AddJson(PerspectiveJson.Write(perspective)).AddId(caller.UserId),
            cancel) == 1;

    /// <summary>Keeps the files' perspectives, so that a caption's version can be looked up when its file has gone on.</summary>
    /// <returns>Those whose file was changed without a new version.</returns>
    public async Task<IReadOnlyList<Perspective>> KeepShippedAsync(CancellationToken cancel)
    {
        var changed = new List<Perspective>();
        foreach (var perspective in shipped.All)
            if (await db.FirstAsync(
                PerspectiveSql.KeepShipped,
                args => args.Add(perspective.Name).Add(perspective.Version).AddJson(PerspectiveJson.Write(perspective)),
                row => row.GetBoolean(0),
                cancel))
                changed.Add(perspective);
        return changed;
    }

    public Task SwitchAsync(Guid teamId, string module, bool on, CancellationToken cancel) =>
        db.ExecuteAsync(PerspectiveSql.Switch, args => args.Add(teamId).Add(module).Add(on), cancel);

    /// <summary>The number after every one that was given: versions of files may be other words, which count for nothing.</summary>
    public static string NextVersion(IEnumerable<PerspectiveVersion> taken)
    {
        var numbers = taken.Select(version => long.TryParse(version.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
        return (numbers.DefaultIfEmpty(0).Max() + 1).ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>A version of a perspective. <paramref name="Own"/>: made by the team, and not by a file.</summary>
internal sealed record PerspectiveVersion(string Version, bool Own, DateTimeOffset CreatedAt, Guid? CreatedBy);
