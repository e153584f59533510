using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Suite.Dashboard.Telemetry.Sqlite;

namespace Suite.Dashboard.Telemetry.Runs;

/// <summary>
/// The folder with one SQLite file a run: a run is one life of the dashboard, or one import. Two dashboards may share it:
/// each writes its own run, sees those of the other and leaves alone what the other writes.
/// </summary>
internal sealed partial class RunFolder
{
    private const string Extension = ".db";
    private const string Damaged = ".damaged";

    private readonly TelemetryOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<RunFolder> _logger;
    private readonly ConcurrentDictionary<string, (DateTime Changed, long Bytes, RunEntry Entry)> _ended = new();

    public RunFolder(IOptions<TelemetryOptions> options, TimeProvider clock, ILogger<RunFolder> logger)
    {
        (_options, _clock, _logger) = (options.Value, clock, logger);
        Folder = Usable(_options.Path ?? Temporary());
    }

    public string Folder { get; }

    /// <summary>The run that this process writes; null until there is one.</summary>
    public string? Current { get; private set; }

    public long Bytes => new DirectoryInfo(Folder).EnumerateFiles().Sum(file => file.Length);

    /// <summary>A new run, leased until the caller disposes of it.</summary>
    public RunLease Begin(bool current)
    {
        var id = _clock.GetUtcNow().ToString("yyyyMMdd'-'HHmmss", CultureInfo.InvariantCulture)
            + "-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3));
        var lease = RunLease.Take(id, PathOf(id));
        if (current)
            Current = id;
        return lease;
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<RunEntry> List() =>
        [.. new DirectoryInfo(Folder).EnumerateFiles().Select(Entry).OfType<RunEntry>().OrderByDescending(run => run.Id, StringComparer.Ordinal)];

    /// <summary>The file of a run, or null when there is none of this id.</summary>
    public string? Find(string id) =>
        id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && File.Exists(PathOf(id)) ? PathOf(id) : null;

    /// <summary>Keeps a file that cannot be read for whoever wants to look at it, under another name.</summary>
    public void PutAside(string path, string reason)
    {
        Log.PutAside(_logger, path, path + Damaged, reason);
        foreach (var suffix in new[] { "", "-wal", "-shm" })
        {
            if (File.Exists(path + suffix))
                File.Move(path + suffix, path + Damaged + suffix, overwrite: true);
        }
    }

    public static void Delete(string path)
    {
        foreach (var suffix in new[] { "", "-wal", "-shm", ".lock" })
            File.Delete(path + suffix);
    }

    /// <summary>Removes what is beyond the limits, the oldest first; never what somebody writes.</summary>
    public void Clean()
    {
        var bytes = 0L;
        var kept = 0;
        foreach (var run in List())
        {
            bytes += run.Bytes;
            kept++;
            var age = _clock.GetUtcNow() - Nanos.Time(run.WrittenAt);
            if (!run.InUse && (kept > _options.KeepRuns || age.TotalDays > _options.KeepDays || bytes > _options.MaxMegabytes * 1048576L))
                Remove(run);
        }
    }

    private void Remove(RunEntry run)
    {
        // A file of another version has a problem too, but was not put aside.
        var path = PathOf(run.Id);
        Delete(File.Exists(path) ? path : path + Damaged);
        Log.Removed(_logger, run.Id, run.Bytes / 1048576);
    }

    private RunEntry? Entry(FileInfo file)
    {
        if (file.Name.EndsWith(Extension + Damaged, StringComparison.Ordinal))
        {
            var id = file.Name[..^(Extension + Damaged).Length];
            var at = Nanos.Of(file.LastWriteTimeUtc);
            return new(id, id, false, at, at, 0, 0, 0, file.Length, false, "The file is damaged and was put aside.");
        }
        if (file.Extension != Extension)
            return null;

        var bytes = Size(file.FullName);
        var known = _ended.TryGetValue(file.FullName, out var seen) && seen.Changed == file.LastWriteTimeUtc && seen.Bytes == bytes;
        if (known)
            return seen.Entry;
        var inUse = Path.GetFileNameWithoutExtension(file.Name) == Current || RunLease.IsHeld(file.FullName);
        if (Read(file, bytes, inUse) is not { } entry)
            return null;
        if (!inUse && entry.Problem is null)
            _ended[file.FullName] = (file.LastWriteTimeUtc, bytes, entry);
        return entry;
    }

    private RunEntry? Read(FileInfo file, long bytes, bool inUse)
    {
        var id = Path.GetFileNameWithoutExtension(file.Name);
        try
        {
            using var connection = Connections.OpenToRead(file.FullName);
            using var version = new Statement(connection, TelemetrySql.FileVersion);
            if (version.Number() != TelemetrySql.Version)
                return inUse ? null : Unreadable("It was written by another version of the dashboard.");
            using var run = new Statement(connection, TelemetrySql.Run);
            using var row = run.Read();
            row.Read();
            return new(
                id, row.GetString(0), row.GetInt32(1) == 1, row.GetInt64(2), row.GetInt64(3),
                row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), bytes, inUse, null);
        }
        catch (SqliteException failure) when (!inUse && Connections.IsDamage(failure))
        {
            PutAside(file.FullName, failure.Message);
            return Unreadable("The file is damaged and was put aside.");
        }
        catch (Exception failure) when (failure is SqliteException or InvalidOperationException)
        {
            // Somebody is just making it, or has just deleted it.
            return null;
        }

        RunEntry Unreadable(string reason)
        {
            var at = Nanos.Of(file.LastWriteTimeUtc);
            return new(id, id, false, at, at, 0, 0, 0, bytes, inUse, reason);
        }
    }

    private string PathOf(string id) => Path.Combine(Folder, id + Extension);

    private static long Size(string path) =>
        new[] { path, path + "-wal" }.Select(part => new FileInfo(part)).Where(file => file.Exists).Sum(file => file.Length);

    private string Usable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var other = Temporary();
            Log.FolderUnusable(_logger, folder, failure.Message, other);
            Directory.CreateDirectory(other);
            return other;
        }
    }

    private static string Temporary() => Path.Combine(Path.GetTempPath(), "suite-telemetry");

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Telemetry file {Path} cannot be read ({Reason}); it is now {Aside}")]
        public static partial void PutAside(ILogger logger, string path, string aside, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "Removed run {Run} with {Megabytes} MB of telemetry")]
        public static partial void Removed(ILogger logger, string run, long megabytes);

        [LoggerMessage(Level = LogLevel.Error, Message = "Telemetry cannot be kept in {Folder} ({Reason}); it goes to {Other}")]
        public static partial void FolderUnusable(ILogger logger, string folder, string reason, string other);
    }
}
