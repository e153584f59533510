namespace Suite.Jobs;

/// <summary>
/// Something that is to be done every now and then, by one replica: see <see cref="DutyLeader"/>. For a moment two replicas may believe
/// that they lead, so a duty bears being done twice at once.
/// </summary>
internal interface IDuty
{
    TimeSpan Every { get; }

    /// <summary>Does what is due, in small steps. True when there is more to do at once.</summary>
    Task<bool> RunAsync(CancellationToken cancel);
}
