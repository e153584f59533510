namespace Suite.Dashboard.Otlp;

/// <summary>
/// What came is not OTLP. <see cref="Exception.Message"/> tells the sender where and why; no other exception leaves the decoders.
/// </summary>
internal sealed class OtlpFormatException(string message) : FormatException(message);
