using System.ComponentModel.DataAnnotations;

namespace Suite.Platform;

/// <summary>Settings of the ground: how long things are kept and how often they are tried.</summary>
internal sealed class PlatformOptions
{
    public const string Section = "Platform";

    /// <summary>Live messages kept for a team; a client that was away for more must reload.</summary>
    [Range(1, 1_000_000)]
    public int LiveKeepMessages { get; set; } = 10_000;

    /// <summary>How long a live message is kept.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan LiveKeepFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Bytes of live messages kept for a team: whichever of the three limits is reached first counts.</summary>
    [Range(1, long.MaxValue)]
    public long LiveKeepBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// How often the clients of a busy team are sent what has come; the first message after a pause goes at once. Fewer, fuller
    /// turns are what lets a thousand clients follow.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan LiveGather { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How long a client may take to accept one live message before its socket is closed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan LiveSendTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often it is asked whether the session that opened a live stream still counts.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan LiveCheckEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often an event is tried before it is parked with its error.</summary>
    [Range(1, 100)]
    public int DeliveryAttempts { get; set; } = 8;

    /// <summary>The wait after a first failed delivery; it doubles up to a minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan DeliveryRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a subscriber may take over one event.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "1.00:00:00")]
    public TimeSpan DeliveryTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an event that a subscriber never handled is kept.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan KeepParked { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How often PostgreSQL and Redis are asked for their own figures, while metrics are collected.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan FiguresEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the answer to an idempotency key is kept.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan IdempotencyKeepFor { get; set; } = TimeSpan.FromHours(24);
}
