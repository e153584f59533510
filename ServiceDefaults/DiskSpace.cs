using System.Diagnostics.Metrics;

namespace Suite.ServiceDefaults;

/// <summary>How much room is left where a process keeps data, as metrics: whoever keeps the metrics warns before it is full.</summary>
public static class DiskSpace
{
    /// <summary>Measures the file system of a folder, in bytes, whenever metrics are collected.</summary>
    /// <param name="meters">Of the process.</param>
    /// <param name="store">What is kept there, in one word: the label of both metrics.</param>
    /// <param name="folder">It need not exist yet.</param>
    public static void WatchDisk(this IMeterFactory meters, string store, string folder)
    {
        var meter = meters.Create("Suite.Disk");
        meter.CreateObservableGauge(
            "suite.disk.free", () => Measure(folder, store, disk => disk.AvailableFreeSpace), "By", "Room that is left where data is kept.");
        meter.CreateObservableGauge(
            "suite.disk.size", () => Measure(folder, store, disk => disk.TotalSize), "By", "All room where data is kept.");
    }

    // A disk that cannot be asked is not measured: 0 would be a false alarm.
    private static Measurement<long>[] Measure(string folder, string store, Func<DriveInfo, long> read)
    {
        try
        {
            return [new(read(new DriveInfo(Existing(folder))), KeyValuePair.Create<string, object?>("store", store))];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Existing(string folder)
    {
        var path = Path.GetFullPath(folder);
        while (!Directory.Exists(path) && Path.GetDirectoryName(path) is { } parent)
            path = parent;
        return path;
    }
}
