namespace Suite.Jobs;

/// <summary>Where the next page of jobs begins: after this row of the unfinished ones, or of the finished.</summary>
/// <param name="Finished">Whether the page before ended among the finished jobs.</param>
/// <param name="Waiting">For unfinished ones: whether it was not running.</param>
/// <param name="At">Its turn, or its end.</param>
/// <param name="Id">Null: from the first row of that part on.</param>
internal sealed record JobCursor(bool Finished, bool Waiting, DateTimeOffset At, Guid? Id)
{
    public static readonly JobCursor Start = new(false, false, default, null);
    public static readonly JobCursor FirstFinished = new(true, false, default, null);
}

/// <summary>Where the next page of items begins.</summary>
internal sealed record ItemCursor(long Id);
