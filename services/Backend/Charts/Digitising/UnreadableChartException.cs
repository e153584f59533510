namespace Suite.Charts.Digitising;

/// <summary>The picture cannot be read as one curve in one frame. The message says why, for a person; trying again changes nothing.</summary>
internal sealed class UnreadableChartException(string reason) : Exception(reason);
